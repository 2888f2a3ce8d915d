package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.briefwire.config.Limit;
import org.briefwire.config.Pacing;
import org.briefwire.config.ProviderPace;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.Notices;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A low rate holds nothing up but the messages that it is about. */
@Order(1)
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RateTest {
    private static final Limit LOW = new Limit(100, Duration.ofHours(1));
    private static final String NEW = "new@example.org";

    @TempDir Path folder;
    private final SmtpServerStub first = SmtpServerStub.start();
    private final SmtpServerStub second = SmtpServerStub.start();

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    private SmtpServer first(Limit rate) {
        return CourierKit.limited(
                CourierKit.server("first", first, 8),
                new SmtpServer.Terms(
                        Optional.of(rate),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Optional.empty()),
                List.of());
    }

    private PostRoom room(SmtpServer... servers) {
        return PostRoom.open(TestDatabases.Kind.SQLITE, folder, servers);
    }

    @Test
    void aRunEndsWithItsOnlyMail() {
        try (var room = room(first(LOW))) {
            room.mailing("s", PostRoom.people(1));

            assertThat(room.dispatch().sendDue().sent()).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsForTheTurnOfOneServerGoesByTheOther() {
        try (var room = room(first(LOW), CourierKit.server("second", second, 2))) {
            room.mailing("s", PostRoom.people(60));

            assertThat(room.dispatch().sendDue().sent()).isEqualTo(60);

            assertThat(first.mails()).hasSizeLessThanOrEqualTo(2);
        }
    }

    @Test
    void aServerThatIsAwayIsLeftAloneBeforeItsTurnsHaveCome() {
        first.close();
        try (var room = room(first(LOW), CourierKit.server("second", second, 2))) {
            var mailing = room.mailing("s", PostRoom.people(60));

            var report = room.dispatch().sendDue();

            assertThat(room.counts(mailing))
                    .isEqualTo(Map.of("sent by second: 250 2.0.0 taken", 60L));
            assertThat(report.troubles())
                    .singleElement()
                    .asString()
                    .startsWith("first can't be reached");
        }
    }

    @Test
    void aTurnOfAllServersIsNotLostAtOneThatIsAway() {
        first.close();
        var pacing = new Pacing(Optional.of(LOW), Optional.empty(), List.of());
        var setting =
                PostRoom.Setting.of(
                                CourierKit.server("first", first, 8),
                                CourierKit.server("second", second, 8))
                        .with(pacing);
        try (var room = PostRoom.open(TestDatabases.Kind.SQLITE, folder, setting)) {
            var begin = System.nanoTime();
            var mailing = room.mailing("s", PostRoom.people(1));

            room.dispatch().sendDue();

            assertThat(room.counts(mailing))
                    .isEqualTo(Map.of("sent by second: 250 2.0.0 taken", 1L));
            // the next turn comes after 36 seconds
            assertThat(System.nanoTime() - begin).isLessThan(30_000_000_000L);
        }
    }

    @Test
    void afterAQuietTimeMailGoesNoFasterThanTheRate() {
        var hourly =
                new ProviderPace(
                        "slow",
                        List.of("slow.example"),
                        List.of(),
                        Optional.of(new Limit(1, Duration.ofHours(1))),
                        OptionalInt.empty(),
                        OptionalInt.empty());
        var setting =
                PostRoom.Setting.of(first(new Limit(150, Duration.ofMinutes(1))))
                        .with(new Pacing(Optional.empty(), Optional.empty(), List.of(hourly)));
        try (var room = PostRoom.open(TestDatabases.Kind.SQLITE, folder, setting)) {
            // the second one keeps the pass open for an hour
            room.mailing("s", List.of("one@slow.example", "other@slow.example"));
            room.dispatch().start();
            await().until(() -> first.mails().size() == 1);
            // eight turns pass, one for each connection
            await().pollDelay(Duration.ofSeconds(4)).until(() -> first.mails().size() == 1);

            var begin = System.nanoTime();
            room.mailing("t", PostRoom.people(8));
            room.dispatch().wake();
            await().until(() -> first.mails().size() == 9);

            // seven times 400 ms, but for what a thread may be late
            assertThat(System.nanoTime() - begin).isGreaterThan(2_700_000_000L);
        }
    }

    @Test
    void aNoticeOvertakesWhatWaitsForItsTurn() {
        try (var room = room(first(new Limit(30, Duration.ofMinutes(1))))) {
            room.mailing("s", PostRoom.people(20));
            room.dispatch().start();
            await().until(() -> !first.mails().isEmpty());

            new Notices(room.database())
                    .post(
                            new Notices.Post(
                                    "confirm",
                                    "confirm-1",
                                    EmailAddress.parse(NEW),
                                    "Message-ID: <notice>\r\n\r\nYes?\r\n"
                                            .getBytes(StandardCharsets.US_ASCII),
                                    PostRoom.DUE));
            await().atMost(Duration.ofSeconds(30)).until(() -> place() >= 0);

            // it is looked for every second, and turns are two seconds apart
            assertThat(place()).isLessThan(6);
        }
    }

    private int place() {
        var mails = first.mails();
        return IntStream.range(0, mails.size())
                .filter(index -> mails.get(index).to().contains(NEW))
                .findFirst()
                .orElse(-1);
    }

    @Test
    void stoppedItLosesNothingThatWaitsForItsTurn() {
        try (var room = room(first(LOW))) {
            var mailing = room.mailing("s", PostRoom.people(20));
            room.dispatch().start();
            await().until(() -> first.mails().size() == 1);

            room.dispatch().close();

            assertThat(room.counts(mailing))
                    .isEqualTo(
                            Map.of(
                                    "sent by first: 250 2.0.0 taken",
                                    1L,
                                    "pending after 0 tries",
                                    19L));
        }
    }
}
