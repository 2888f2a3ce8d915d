package org.briefwire.run;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.briefwire.collect.CollectReport;
import org.briefwire.collect.Collector;
import org.briefwire.config.NewsList;
import org.briefwire.deliver.Dispatch;
import org.briefwire.deliver.DispatchReport;
import org.briefwire.edition.EditionMaker;
import org.briefwire.edition.Made;
import org.briefwire.model.Progress;
import org.briefwire.model.Stop;
import org.briefwire.notice.HeldEditions;
import org.briefwire.notice.StoppedEditions;
import org.briefwire.store.Archive;
import org.briefwire.syndicate.FeedShelf;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The main job: collect, make the editions that are due, bring the feeds up to date, send. */
public final class MainJob {
    private static final Logger LOG = LoggerFactory.getLogger(MainJob.class);

    private final Stages stages;
    private final List<NewsList> lists;
    private final Stop stop;
    private String syndicated = "";

    /** What the job goes through. */
    public record Stages(
            Collector collector,
            EditionMaker editions,
            Archive archive,
            Syndication syndication,
            FeedShelf shelf,
            HeldEditions heldEditions,
            StoppedEditions stoppedEditions,
            Dispatch dispatch) {}

    /**
     * A job over these lists.
     *
     * @param stop says that it leaves what is not done to the next one
     */
    public MainJob(Stages stages, Collection<NewsList> lists, Stop stop) {
        this.stages = stages;
        this.lists = List.copyOf(lists);
        this.stop = stop;
    }

    /**
     * All of it once, for these lists; what an earlier run left unsent goes out too. The feeds come
     * before the mail, so that no link in a mail leads to what is not there yet.
     */
    public RunReport run(Collection<NewsList> chosen, Occasion occasion, Progress progress) {
        stages.editions().see(lists);
        var collected = stages.collector().collect(org.briefwire.collect.Occasion.RUN, progress);
        var made =
                switch (occasion) {
                    case DUE -> stages.editions().makeDue(chosen);
                    case NOW -> stages.editions().makeNow(chosen);
                };
        stages.heldEditions().tell();
        var feeds =
                stop.isTold()
                        ? SyndicationReport.NOTHING
                        : stages.syndication().publish(stages.shelf());
        return new RunReport(collected, made, feeds, sent(progress));
    }

    /** The editors hear of what was stopped at once: the next run may be a day away. */
    private DispatchReport sent(Progress progress) {
        var sent = stages.dispatch().sendDue(progress);
        return stages.stoppedEditions().tell()
                ? sent.and(stages.dispatch().sendDue(progress))
                : sent;
    }

    /** One look of a running server: what it brings is sent by the dispatch beside it. */
    public synchronized void look() {
        if (stop.isTold()) {
            return;
        }
        stages.editions().see(lists);
        var collected = stages.collector().collect(org.briefwire.collect.Occasion.POLL);
        log(collected);
        var made = stages.editions().makeDue(lists);
        made.forEach(MainJob::log);
        publish();
        stages.heldEditions().tell();
        stages.stoppedEditions().tell();
        if (made.stream().anyMatch(Made.Sealed.class::isInstance)) {
            stages.dispatch().wake();
        }
    }

    /**
     * Brings this node's feeds up to what any node has collected and made; those that could not be
     * written are tried again the next time.
     */
    public synchronized void publish() {
        if (stop.isTold()) {
            return;
        }
        var mark = stages.archive().mark();
        if (!mark.equals(syndicated)) {
            var report = stages.syndication().publish(stages.shelf());
            syndicated = report.refused().isEmpty() ? mark : "";
        }
    }

    /** When the next edition is due. */
    public Optional<Instant> next() {
        return stages.editions().nextDue(lists);
    }

    private static void log(CollectReport report) {
        for (var source : report.sources()) {
            if (source.isFailed()) {
                LOG.warn("source {}: {}", source.source(), source.failed());
            }
            for (var rejection : source.fresh()) {
                LOG.warn("source {}: set aside {}", source.source(), rejection);
            }
            if (!source.released().isEmpty()) {
                LOG.info(
                        "source {}: {} new, {} revised",
                        source.source(),
                        source.created(),
                        source.revised());
            }
        }
        report.pictures().fresh().forEach(LOG::warn);
    }

    private static void log(Made made) {
        switch (made) {
            case Made.Sealed sealed ->
                    LOG.info(
                            "edition {} of {}, {} {}: {} briefings, {} contents",
                            sealed.number(),
                            sealed.list(),
                            sealed.cadence(),
                            sealed.slot(),
                            sealed.briefings(),
                            sealed.contents());
            case Made.Skipped skipped ->
                    LOG.info(
                            "{}, {} {}: nothing new",
                            skipped.list(),
                            skipped.cadence(),
                            skipped.slot());
            case Made.Held held ->
                    LOG.warn(
                            "edition {} of {} is held: {}",
                            held.number(),
                            held.list(),
                            String.join("; ", held.findings()));
            case Made.Cancelled cancelled ->
                    LOG.info(
                            "{}, {} {}: cancelled before",
                            cancelled.list(),
                            cancelled.cadence(),
                            cancelled.slot());
            case Made.Missed missed ->
                    LOG.warn(
                            "{}, {} {}: missed, too late; its news go into the next one",
                            missed.list(),
                            missed.cadence(),
                            missed.slot());
            case Made.Unfinished unfinished ->
                    LOG.info(
                            "{}, {} {}: told to end, the next look goes on with it",
                            unfinished.list(),
                            unfinished.cadence(),
                            unfinished.slot());
            case Made.Failed failed ->
                    LOG.error(
                            "{}, {} {} could not be made: {}",
                            failed.list(),
                            failed.cadence(),
                            failed.slot(),
                            failed.reason());
        }
    }
}
