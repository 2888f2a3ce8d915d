package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
                    .startsWith("briefwire: template ")
                    .contains("email/digest.html.mustache", "email/digest.html:2")
                    .hasLineCount(1);

            Files.writeString(template, "<html>\n{{nobody}}\n</html>\n");
            var unknown = desk.run("run", "--now");
            assertThat(unknown.code()).isEqualTo(1);
            assertThat(unknown.err())
                    .startsWith("briefwire: ")
                    .contains("digest.html.mustache, line 2: {{nobody}}")
                    .hasLineCount(1);
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
