package org.briefwire.collect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.briefwire.config.Config;
import org.briefwire.config.Source;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Progress;
import org.briefwire.model.SourceId;
import org.briefwire.store.StoreException;

/**
 * Collects from every source what is new, and releases what is due. A source that fails costs its
 * own report, never another's.
 */
public final class Collector {
    private static final int FEEDS_AT_ONCE = 8;

    private final Config config;
    private final Intake intake;
    private final Outside outside;

    public Collector(Config config, Intake intake, Outside outside) {
        this.config = config;
        this.intake = intake;
        this.outside = outside;
    }

    /** Collects from all sources. */
    public CollectReport collect(Occasion occasion) {
        return collect(occasion, Progress.UNSEEN);
    }

    /** Collects from all sources; the progress hears of each file and feed. */
    public CollectReport collect(Occasion occasion, Progress progress) {
        try (var work = progress.begin("collecting", 0)) {
            return collect(occasion, config.sources().stream().map(Source::id).toList(), work);
        }
    }

    /**
     * Collects from some sources.
     *
     * @throws StoreException when the database is out of reach
     */
    public CollectReport collect(Occasion occasion, Collection<SourceId> only) {
        return collect(occasion, only, Progress.UNSEEN.begin("collecting", 0));
    }

    private CollectReport collect(
            Occasion occasion, Collection<SourceId> only, Progress.Work progress) {
        var folders = new FolderCollector(intake, outside, config.publication().zone());
        var feeds = new FeedCollector(intake, outside);
        var turn = new Semaphore(FEEDS_AT_ONCE);
        var work = new ArrayList<Future<Optional<SourceReport>>>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var source : config.sources()) {
                if (only.contains(source.id())) {
                    work.add(
                            threads.submit(
                                    switch (source) {
                                        case Source.Folder folder ->
                                                () ->
                                                        Optional.of(
                                                                folders.collect(
                                                                        folder, occasion,
                                                                        progress));
                                        case Source.Feed feed ->
                                                inTurn(
                                                        turn,
                                                        () -> {
                                                            progress.expect(1);
                                                            var report =
                                                                    feeds.collect(feed, occasion);
                                                            progress.done(1);
                                                            return report;
                                                        });
                                    }));
                }
            }
        }
        var reports = work.stream().map(Collector::result).flatMap(Optional::stream).toList();
        var pictures = new PictureCollector(config.sources(), intake, outside).collect();
        var due = intake.briefings().releaseDue(outside.clock().instant());
        return new CollectReport(List.copyOf(reports), due, pictures);
    }

    private static <T> Callable<T> inTurn(Semaphore turn, Callable<T> work) {
        return () -> {
            turn.acquire();
            try {
                return work.call();
            } finally {
                turn.release();
            }
        };
    }

    static <T> T result(Future<T> done) {
        try {
            return done.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new BriefwireException("collecting failed: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BriefwireException("collecting was interrupted", e);
        }
    }
}
