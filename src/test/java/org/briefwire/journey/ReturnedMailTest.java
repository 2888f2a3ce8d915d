package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** From a mail that was sent to one that came back, and to the next that is not sent. */
class ReturnedMailTest {
    @TempDir Path folder;

    private static Desk open(Path folder, TestDatabases.Kind kind) {
        return Desk.open(folder, kind)
                .edit("\nsmtp:\n", "\nbounces: { address: bounces@example.org }\nsmtp:\n");
    }

    private static Path bounce(Desk desk, String returnPath, String address) throws IOException {
        return Files.writeString(
                desk.home().resolve("back.eml"),
                """
                From: MAILER-DAEMON@mx.example.org
                To: %s
                Subject: Undelivered Mail Returned to Sender

                <%s>: 550 5.1.1 User unknown (in reply to RCPT TO command)
                """
                        .formatted(returnPath, address));
    }

    @ParameterizedTest
    @EnumSource
    void whoseMailComesBackGetsNoMoreUntilItIsLifted(TestDatabases.Kind kind) throws IOException {
        try (var desk = open(folder, kind)) {
            desk.readers("ann@example.org", "bob@example.org");
            desk.dropBriefing("First");
            desk.done("run", "--now");
            var toAnn =
                    desk.smtp().mails().stream()
                            .filter(mail -> mail.to().contains("ann@example.org"))
                            .findFirst()
                            .orElseThrow();
            var back = bounce(desk, toAnn.from(), "ann@example.org");

            assertThat(desk.done("bounces", "read", "back.eml", "--dry-run"))
                    .contains("hard  would be suppressed: hard bounce");
            assertThat(desk.done("suppressions", "list")).isEmpty();
            assertThat(desk.done("bounces", "read", "back.eml", "--json"))
                    .isEqualToIgnoringNewLines(
                            ("[{'file':'%s','kind':'bounce','recipients':[{'address':'ann@example.org',"
                                            + "'status':'5.1.1','category':'unknown-user','hard':true,"
                                            + "'delivery':{'list':'daily','edition':1,'subscription':1}}],"
                                            + "'rule':'words'}]\n")
                                    .replace('\'', '"')
                                    .formatted(back));
            assertThat(desk.done("bounces", "read", "back.eml")).contains("was taken before");
            assertThat(desk.done("suppressions", "list"))
                    .contains(
                            "ann@example.org  hard bounce  2026-11-24T06:30:00Z  5.1.1 unknown-user");
            assertThat(desk.done("editions", "show", "daily", "1"))
                    .contains("bounced     1 (1 hard)\n");
            assertThat(desk.done("bounces", "list")).contains("ann@example.org", "unknown-user");
            assertThat(desk.done("bounces", "show", "1"))
                    .contains(
                            "known by   words\n",
                            "hard       yes: the address is dead\n",
                            "about      daily number 1\n",
                            "followed   suppressed: hard bounce\n");
            assertThat(desk.done("bounces", "show", "1", "--raw"))
                    .isEqualTo(Files.readString(back));

            desk.readers("ann@example.org");
            desk.later(Duration.ofMinutes(1));
            desk.dropBriefing("Second");
            assertThat(desk.done("run", "--now")).contains("mail       1 sent\n");
            assertThat(desk.done("editions", "list", "--json"))
                    .contains("\"number\":2,", "\"deliveries\":1,");

            assertThat(desk.done("audit")).doesNotContain("have no delivery");
            assertThat(desk.run("suppressions", "lift", "ann@example.org").code()).isEqualTo(2);
            assertThat(
                            desk.done(
                                    "suppressions",
                                    "lift",
                                    "ann@example.org",
                                    "--reason",
                                    "she wrote to us"))
                    .contains("gets mail again; it was suppressed by hard bounce");
            desk.later(Duration.ofMinutes(1));
            desk.dropBriefing("Third");
            assertThat(desk.done("run", "--now")).contains("mail       2 sent\n");
            assertThat(desk.done("audit")).doesNotContain("have no delivery");
            assertThat(desk.done("explain", "ann@example.org").replaceAll("\\s+", " "))
                    .contains(
                            "was not sent: their address gets no mail (hard bounce)",
                            "a mail came back: bounce, unknown-user 5.1.1, for good");
        }
    }

    @Test
    void whatIsSuppressedBetweenMakingAndHandOverIsNotSent() {
        try (var desk = open(folder, TestDatabases.Kind.SQLITE)) {
            desk.readers("ann@example.org", "bob@example.org");
            desk.dropBriefing("First");
            desk.smtp().on(SmtpMoment.MAIL).answers("451 4.3.0 later");
            desk.run("run", "--now");
            assertThat(desk.done("suppressions", "add", "ann@example.org", "--reason", "a call"))
                    .isEqualTo("ann@example.org gets no more mail\n");

            desk.smtp().behave();
            desk.later(Duration.ofMinutes(10));
            desk.done("run");

            assertThat(desk.reached()).containsExactly("bob@example.org");
        }
    }

    @Test
    void whomTheServerDoesNotKnowIsSuppressedByTheRunItself() {
        try (var desk = open(folder, TestDatabases.Kind.SQLITE)) {
            desk.readers("ann@example.org", "bob@example.org");
            desk.dropBriefing("First");
            desk.smtp()
                    .on(SmtpMoment.RCPT, about -> about.contains("ann@"))
                    .answers("550 5.1.1 no such user here");
            desk.run("run", "--now");

            assertThat(desk.done("suppressions", "list")).contains("ann@example.org  hard bounce");
        }
    }

    @Test
    void theEditorsAreToldThatMailIsRefusedForWhatItIs() throws IOException {
        try (var desk = open(folder, TestDatabases.Kind.SQLITE)) {
            desk.edit("\npublication:\n", "\npublication:\n  editors: [chief@example.org]\n");
            desk.readers("ann@example.org");
            desk.dropBriefing("First");
            desk.smtp().on(SmtpMoment.END).times(1).answers("554 5.7.1 message rejected as spam");
            desk.run("run", "--now");
            assertThat(desk.done("suppressions", "list")).isEmpty();

            desk.done("run");

            assertThat(desk.mails())
                    .singleElement()
                    .satisfies(mail -> {
                        assertThat(mail.subject()).isEqualTo("Our mail is refused: content");
                        assertThat(mail.words()).contains("ann@example.org", "5.7.1 content");
                    });
        }
    }

    @Test
    void aPausedListHoldsItsEditionsUntilAPersonLetsItGoOn() {
        try (var desk = open(folder, TestDatabases.Kind.SQLITE)) {
            desk.readers("ann@example.org");
            desk.dropBriefing("First");
            desk.done("lists", "pause", "daily", "--reason", "3 of 900 complained");

            var held = desk.run("run", "--now");

            assertThat(held.code()).isEqualTo(3);
            assertThat(held.err())
                    .isEqualTo(
                            "held: the list is paused: 3 of 900 complained; 'lists resume daily'"
                                    + " lets it go on\n");
            assertThat(desk.done("lists", "list")).contains("since 2026-11-24T06:30:00Z: 3 of 900");
            assertThat(desk.done("lists", "resume", "daily")).isEqualTo("daily goes on\n");
            desk.done("editions", "approve", "daily", "1");
            assertThat(desk.done("run")).contains("mail       1 sent\n");
            assertThat(desk.run("lists", "resume", "daily"))
                    .isEqualTo(new CommandLineRun(1, "", "briefwire: daily is not paused\n"));
        }
    }

    @Test
    void whatCannotBeReadAsABounceIsKeptAndShown() throws IOException {
        try (var desk = Desk.open(folder, TestDatabases.Kind.SQLITE)) {
            var mail = "From: jane@example.net\nSubject: A question\n\nHello?\n";
            Files.writeString(desk.home().resolve("q.eml"), mail);
            desk.done("bounces", "read", "q.eml");

            assertThat(desk.done("bounces", "list")).contains("none", "jane@example.net");
            assertThat(desk.done("bounces", "show", "1", "--raw")).isEqualTo(mail);
        }
    }
}
