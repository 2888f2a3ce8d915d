package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.briefwire.compose.Octets;
import org.briefwire.config.FaultLimit;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;
import org.junit.jupiter.api.Test;

class FaultWatchTest {
    private static final Outcome GOOD = new Outcome.Sent(Reply.of(250, "250 2.0.0 taken"));
    private static final Outcome BLOCKED =
            new Outcome.Failed(Reply.of(550, "550 5.7.1 your IP is blocked, see spamhaus"));
    private static final Outcome NOBODY =
            new Outcome.Failed(Reply.of(550, "550 5.1.1 user unknown"));

    private final List<String> stopped = new ArrayList<>();
    private final FaultWatch watch = watch(100_000);

    private FaultWatch watch(int perMillion) {
        return new FaultWatch(
                new FaultLimit(perMillion),
                (edition, because) -> {
                    stopped.add(edition + ": " + because);
                    return "stopped " + edition;
                });
    }

    @Test
    void oneInTenStopsItOnceThereAreTwenty() {
        for (var i = 0; i < 19; i++) {
            note(1, BLOCKED);
        }
        assertThat(stopped).isEmpty();

        note(1, BLOCKED);
        note(1, BLOCKED);

        assertThat(stopped)
                .containsExactly(
                        "1: 100 % of the last answers blame the sender: 550 5.7.1 your IP is blocked, see spamhaus");
        assertThat(watch.stopped()).containsExactly("stopped 1");
    }

    @Test
    void aFewAmongManyAndDeadAddressesStopNothing() {
        for (var i = 0; i < 5000; i++) {
            note(1, i % 20 == 0 ? BLOCKED : GOOD);
            note(2, NOBODY);
            note(3, new Outcome.Deferred(Reply.ours("main can't be reached")));
        }

        assertThat(stopped).isEmpty();
    }

    @Test
    void aBlockThatBeginsLateIsSeenSoon() {
        for (var i = 0; i < 100_000; i++) {
            note(1, GOOD);
        }
        var more = 0;
        while (stopped.isEmpty()) {
            note(1, BLOCKED);
            more++;
        }

        assertThat(more).isLessThanOrEqualTo(40);
    }

    @Test
    void whatIsStoppedIsLeftOutForThisPassAndCountsAnewAfterIt() {
        IntStream.range(0, 20).forEach(i -> note(1, BLOCKED));
        assertThat(watch.leavesOut(envelope(1))).isTrue();
        assertThat(watch.leavesOut(envelope(2))).isFalse();

        watch.begin();
        IntStream.range(0, 19).forEach(i -> note(1, BLOCKED));

        assertThat(watch.leavesOut(envelope(1))).isFalse();
        assertThat(stopped).hasSize(1);
    }

    @Test
    void aSmallerShareStopsItToo() {
        var strict = watch(20_000);
        for (var i = 0; i < 2_000; i++) {
            note(strict, 1, i % 100 == 0 ? BLOCKED : GOOD);
        }
        assertThat(stopped).isEmpty();

        for (var i = 0; i < 2_000; i++) {
            note(strict, 2, i % 25 == 0 ? BLOCKED : GOOD);
        }

        assertThat(stopped)
                .containsExactly(
                        "2: 4 % of the last answers blame the sender: 550 5.7.1 your IP is blocked, see spamhaus");
    }

    @Test
    void aLargerShareStopsItOnlyThere() {
        var lenient = watch(500_000);
        for (var i = 0; i < 2_000; i++) {
            note(lenient, 1, i % 5 < 2 ? BLOCKED : GOOD);
        }
        assertThat(stopped).isEmpty();

        for (var i = 0; i < 2_000; i++) {
            note(lenient, 2, i % 5 < 3 ? BLOCKED : GOOD);
        }

        assertThat(stopped).hasSize(1);
    }

    private void note(long edition, Outcome outcome) {
        note(watch, edition, outcome);
    }

    private static void note(FaultWatch watch, long edition, Outcome outcome) {
        watch.note(new Ended(digest(edition), "main", outcome));
        watch.stopTheBlamed();
    }

    private static Envelope envelope(long edition) {
        return new Envelope(
                digest(edition), EmailAddress.parse("a@example.org"), () -> new Octets(0));
    }

    private static Parcel digest(long edition) {
        return new Parcel.Digest(new EditionId(edition), new SubscriptionId(1), 0, Instant.EPOCH);
    }
}
