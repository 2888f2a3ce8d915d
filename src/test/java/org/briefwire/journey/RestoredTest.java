package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.Database;
import org.briefwire.store.Notices;
import org.briefwire.testing.Backup;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A database that is put back from a backup mails nothing by itself that may have gone out since.
 */
class RestoredTest {
    private static final Duration AN_HOUR = Duration.ofHours(1);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void whatWasToBeTriedAgainIsNotMailedByTheRestoredDatabase(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            retryForFiveHours(desk);
            var backup = Backup.of(desk.databaseUrl());
            desk.smtp().behave();
            desk.later(AN_HOUR.multipliedBy(3));
            assertThat(desk.done("run")).contains("mail       1 sent\n");
            backup.putBack();
            desk.later(AN_HOUR.multipliedBy(4));

            var restored = desk.run("run");

            assertThat(restored.code()).isEqualTo(3);
            assertThat(restored.err()).startsWith("held: daily number 1 was found half-sent");
            assertThat(desk.reached()).containsExactly("ann@example.org", "bob@example.org");
            desk.done("editions", "resume", "daily", "1");
            assertThat(desk.done("run")).contains("mail       1 sent\n");
            assertThat(desk.smtp().messageIds()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartWithinLateAfterGoesOnWithItsRetries(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            retryForFiveHours(desk);
            desk.smtp().behave();
            desk.later(AN_HOUR.multipliedBy(4));

            assertThat(desk.done("run")).contains("mail       1 sent\n");
            assertThat(desk.reached()).containsExactly("ann@example.org", "bob@example.org");
        }
    }

    /** Then it is due in about two hours. */
    private static void retryForFiveHours(Desk desk) {
        desk.readers("ann@example.org", "bob@example.org");
        desk.dropBriefing("Good news");
        desk.smtp().on(SmtpMoment.RCPT, to -> to.contains("bob@")).answers("451 4.2.1 later");
        desk.done("run", "--now");
        for (var minutes : List.of(2, 8, 20, 40, 80, 150)) {
            desk.later(Duration.ofMinutes(minutes));
            assertThat(desk.done("run")).contains("mail       0 sent, 1 deferred");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeFromBeforeIsGivenUpByTheRestoredDatabaseAndTold(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            post(desk, "old");
            desk.smtp().on(SmtpMoment.RCPT).answers("451 4.2.1 later");
            desk.done("run");
            var backup = Backup.of(desk.databaseUrl());
            desk.smtp().behave();
            desk.later(AN_HOUR);
            desk.done("run");
            assertThat(desk.reached()).containsExactly("carl@example.org");
            backup.putBack();
            desk.later(AN_HOUR.multipliedBy(6));

            var restored = desk.run("run");

            assertThat(restored)
                    .isEqualTo(
                            new CommandLineRun(
                                    0,
                                    restored.out(),
                                    """
                                    nobody has sent since %s: notices from before are not sent any more (1 confirm); whoever still wants one asks again
                                    """
                                            .formatted(CommandLineRun.NOW)));
            desk.later(AN_HOUR.multipliedBy(3));
            desk.done("run");
            assertThat(desk.reached()).containsExactly("carl@example.org");
            assertThat(
                            desk.number(
                                    """
                                    SELECT count(*) FROM notice
                                    WHERE state = 'cancelled' AND reply LIKE 'given up: found too late%'
                                    """))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeThatNoSenderCanHaveSeenGoesOutHoweverLate(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.done("run");
            desk.later(AN_HOUR);
            post(desk, "asked for while nobody sent");
            desk.later(AN_HOUR.multipliedBy(8));

            desk.done("run");

            assertThat(desk.reached()).containsExactly("carl@example.org");
        }
    }

    private static void post(Desk desk, String dedupe) {
        try (var database = Database.open(desk.databaseUrl());
                var installation = desk.installation()) {
            var mime =
                    "Message-ID: <%d@example.org>\r\nSubject: Please confirm\r\n\r\nYes?\r\n"
                            .formatted(dedupe.hashCode())
                            .getBytes(StandardCharsets.US_ASCII);
            Instant now = installation.clock().instant();
            new Notices(database)
                    .post(
                            new Notices.Post(
                                    "confirm",
                                    dedupe,
                                    EmailAddress.parse("carl@example.org"),
                                    mime,
                                    now));
        }
    }
}
