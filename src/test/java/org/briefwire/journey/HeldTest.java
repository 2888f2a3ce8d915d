package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HeldTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void anEditionThatWaitsForAPersonSendsNothingAndGoesIntoTheNext(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.edit("    cadences:", "    approve: manual\n    cadences:");
            desk.readers("ann@example.org");
            desk.dropBriefing("First");

            var held = desk.run("run", "--now");

            assertThat(held.code()).isEqualTo(3);
            assertThat(held.out()).contains(": number 1 is held\n", "mail       0 sent\n");
            assertThat(held.err()).isEqualTo("held: the list says approve: manual\n");
            assertThat(desk.done("editions", "list", "--json"))
                    .contains(
                            "\"number\":1,", "\"state\":\"held\",\"briefings\":1,\"deliveries\":0");
            assertThat(desk.reached()).isEmpty();

            desk.edit("    approve: manual\n", "");
            desk.later(Duration.ofMinutes(1));
            desk.dropBriefing("Second");
            assertThat(desk.done("run", "--now")).contains("mail       1 sent\n");
            assertThat(desk.mails())
                    .singleElement()
                    .satisfies(mail -> assertThat(mail.words()).contains("First", "Second"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anApprovedEditionIsMadeAtOnceAndSentByTheNextRun(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.edit("    cadences:", "    approve: manual\n    cadences:");
            desk.readers("ann@example.org");
            desk.dropBriefing("First");
            desk.run("run", "--now");

            assertThat(desk.done("editions", "approve", "daily", "1"))
                    .startsWith("edition    daily now 2026-11-24T06:30:00Z: number 1, 1 briefing")
                    .endsWith(
                            "daily number 1: approved; 'run' sends it, or the server that runs\n");
            assertThat(desk.reached()).isEmpty();
            assertThat(desk.done("run")).contains("mail       1 sent\n");
            assertThat(desk.done("editions", "approve", "daily", "1"))
                    .isEqualTo(
                            "daily number 1: is not held: nothing to approve; its later waves go"
                                    + " out by themselves\n");
            assertThat(desk.done("run")).contains("mail       0 sent\n");
            assertThat(desk.reached()).containsExactly("ann@example.org");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatCantBeApprovedSaysWhy(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.edit("    cadences:", "    approve: manual\n    cadences:");
            desk.dropBriefing("First");
            desk.run("run", "--now");
            assertThat(desk.done("editions", "cancel", "daily", "1"))
                    .isEqualTo("daily number 1: cancelled; deliveries stopped: 0\n");

            assertThat(desk.run("editions", "approve", "daily", "1").err())
                    .isEqualTo(
                            "briefwire: daily number 1 was cancelled: its news go out with the next"
                                    + " one\n");
            assertThat(desk.run("editions", "approve", "daily", "2").err())
                    .isEqualTo(
                            "briefwire: daily has no edition 2; 'editions list daily' names them"
                                    + " all\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPausedEditionWaitsUntilItIsResumed(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.edit("    cadences:", "    approve: manual\n    cadences:");
            desk.readers("ann@example.org", "bob@example.org");
            desk.dropBriefing("First");
            desk.run("run", "--now");
            assertThat(desk.done("editions", "pause", "daily", "1"))
                    .isEqualTo("daily number 1: paused; 'editions resume' lets it go on\n");
            desk.done("editions", "approve", "daily", "1");

            assertThat(desk.done("run")).contains("mail       0 sent\n");
            assertThat(desk.done("editions", "list", "--json")).contains("\"state\":\"paused\"");
            desk.done("editions", "pause", "daily", "1");
            assertThat(desk.done("run")).contains("mail       0 sent\n");

            desk.done("editions", "resume", "daily", "1");
            assertThat(desk.done("run")).contains("mail       2 sent\n");
            assertThat(desk.done("editions", "resume", "daily", "1"))
                    .isEqualTo("daily number 1: is not paused\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFailedIsTriedAgainForThoseWhoStillWantIt(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.readers("ann@example.org", "bob@example.org");
            desk.dropBriefing("First");
            desk.smtp().on(SmtpMoment.RCPT).answers("550 5.7.1 not today");
            assertThat(desk.done("run", "--now")).contains("mail       0 sent, 2 failed\n");
            desk.smtp().behave();
            desk.done("subscribers", "remove", "bob@example.org", "--list", "daily");

            assertThat(desk.done("editions", "retry", "daily", "1"))
                    .isEqualTo("daily number 1: deliveries pending again: 1\n");
            assertThat(desk.done("run")).contains("mail       1 sent\n");
            assertThat(desk.reached()).containsExactly("ann@example.org");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aTemplateThatDoesNotCompileSendsNothingUntilItIsMended(TestDatabases.Kind kind)
            throws IOException {
        try (var desk = Desk.open(folder, kind)) {
            desk.readers("ann@example.org");
            desk.dropBriefing("First");
            var template = desk.home().resolve("templates/email/digest.html.mustache");
            Files.createDirectories(template.getParent());
            Files.writeString(template, "<html>\n{{#items}}\n</html>\n");

            var broken = desk.run("run", "--now");

            assertThat(broken.code()).isEqualTo(1);
            assertThat(broken.err())
                    .startsWith("edition daily now ")
                    .contains("email/digest.html.mustache", "email/digest.html:2")
                    .hasLineCount(1);
            assertThat(broken.out()).contains("collected  desk: 1 new");

            Files.writeString(template, "<html>\n{{nobody}}\n</html>\n");
            var unknown = desk.run("run", "--now");
            assertThat(unknown.code()).isEqualTo(1);
            assertThat(unknown.err())
                    .startsWith("edition daily now ")
                    .contains("digest.html.mustache, line 2: there is no {{nobody}} here");
            assertThat(desk.reached()).isEmpty();

            Files.delete(template);
            desk.later(Duration.ofMinutes(1));
            assertThat(desk.done("run", "--now"))
                    .contains("number 1, 1 briefing", "mail       1 sent\n");
            assertThat(desk.reached()).containsExactly("ann@example.org");
            desk.later(Duration.ofMinutes(1));
            assertThat(desk.done("run", "--now")).contains("mail       0 sent\n");
        }
    }
}
