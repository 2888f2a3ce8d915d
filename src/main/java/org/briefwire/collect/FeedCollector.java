package org.briefwire.collect;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.briefwire.config.Source;
import org.briefwire.model.BriefwireException;
import org.briefwire.store.SourceState;
import org.briefwire.store.StoreException;

/**
 * Collects a feed when it is due. Its first collection brings old news, so those are released
 * quietly; an entry that changes later is a new revision. A feed that fails is asked less and less
 * often, at least once a day.
 */
final class FeedCollector {
    private static final Duration LONGEST_WAIT = Duration.ofDays(1);
    private static final Duration SHORTEST_WAIT = Duration.ofMinutes(1);

    private final Intake intake;
    private final Outside outside;

    FeedCollector(Intake intake, Outside outside) {
        this.intake = intake;
        this.outside = outside;
    }

    /** The report, or nothing when the feed is not due. */
    Optional<SourceReport> collect(Source.Feed source, Occasion occasion) {
        var now = outside.clock().instant();
        var state = state(source);
        if (occasion != Occasion.COMMAND && state.next().isAfter(now)) {
            return Optional.empty();
        }
        if (outside.stop().isTold()) {
            return Optional.empty();
        }
        var tally = new Tally(source.id(), intake, key -> true, now);
        try {
            return Optional.of(collect(source, state, tally));
        } catch (StoreException e) {
            throw e;
        } catch (FetchException e) {
            // what we end ourselves is not the feed's fault
            return outside.stop().isTold()
                    ? Optional.empty()
                    : Optional.of(failed(source, state, tally, new Failure(message(e), "")));
        } catch (BriefwireException e) {
            return Optional.of(failed(source, state, tally, new Failure(message(e), "")));
        } catch (RuntimeException e) {
            // whatever a feed's bytes do to a library, the run goes on
            return Optional.of(failed(source, state, tally, new Failure(e.toString(), "")));
        }
    }

    private static String message(BriefwireException e) {
        return e.getMessage() == null ? e.toString() : e.getMessage();
    }

    private SourceState state(Source.Feed source) {
        var url = source.feed().toString();
        var unknown = SourceState.unknown(source.id(), url);
        return intake.sources()
                .find(source.id())
                .map(state -> state.url().equals(url) ? state : moved(state, url))
                .orElse(unknown);
    }

    /** Under a new address the validators say nothing, but the entries may be known. */
    private static SourceState moved(SourceState state, String url) {
        return new SourceState(
                state.id(), url, "", "", Instant.EPOCH, state.first(), state.last(), 0, "");
    }

    private SourceReport collect(Source.Feed source, SourceState state, Tally tally) {
        var request = new FetchRequest(source.feed(), state.etag(), state.modified());
        var answer = outside.fetcher().fetch(request);
        if (answer.isNotModified()) {
            intake.sources().save(well(source, state, answer));
            return tally.close();
        }
        if (answer.status() != 200) {
            return failed(source, state, tally, Failure.of(answer));
        }
        var feed = FeedReader.read(answer.body(), answer.header("content-type"), answer.address());
        var quiet = state.first().isEmpty() ? Volume.QUIET : Volume.LOUD;
        var arrivals = new EntryArrivals(source, feed, quiet, outside.clock().instant());
        arrivals.oldestFirst().forEach(tally::arrived);
        var report = tally.close();
        // the validators are worth something only once what came with them is kept
        intake.sources().save(well(source, state, answer));
        return report;
    }

    /** Whether what comes may be mailed. */
    enum Volume {
        QUIET,
        LOUD
    }

    private SourceState well(Source.Feed source, SourceState state, Fetched answer) {
        var now = outside.clock().instant();
        var isNew = !answer.isNotModified();
        return new SourceState(
                source.id(),
                source.feed().toString(),
                isNew ? answer.header("etag") : kept(answer.header("etag"), state.etag()),
                isNew
                        ? answer.header("last-modified")
                        : kept(answer.header("last-modified"), state.modified()),
                now.plus(source.every()),
                state.first().or(() -> Optional.of(now)),
                Optional.of(now),
                0,
                "");
    }

    private static String kept(String answered, String before) {
        return answered.isEmpty() ? before : answered;
    }

    /**
     * Why a feed failed.
     *
     * @param retryAfter what its server asks for, in seconds; empty when it asks for nothing
     */
    private record Failure(String reason, String retryAfter) {
        static Failure of(Fetched answer) {
            return new Failure(
                    "%s: HTTP status %d".formatted(answer.address(), answer.status()),
                    answer.header("retry-after"));
        }

        Duration asked() {
            return retryAfter.matches("\\d{1,8}")
                    ? Duration.ofSeconds(Long.parseLong(retryAfter))
                    : Duration.ZERO;
        }
    }

    private SourceReport failed(
            Source.Feed source, SourceState state, Tally tally, Failure failure) {
        var failures = state.failures() + 1;
        var regular = max(source.every(), SHORTEST_WAIT);
        var backedOff = regular.multipliedBy(1L << Math.min(failures, 12));
        var wait = max(failure.asked(), backedOff);
        var bounded = wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
        intake.sources()
                .save(
                        new SourceState(
                                source.id(),
                                source.feed().toString(),
                                state.etag(),
                                state.modified(),
                                outside.clock().instant().plus(bounded),
                                state.first(),
                                state.last(),
                                failures,
                                failure.reason()));
        return tally.failed(failure.reason());
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
