package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.briefwire.testing.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BriefingsCheckCommandTest {
    private static final String WHOLE =
            """
            Headline

            Standfirst.

            NEWS BRIEF

            Lead.

            WHAT HAPPENED

            • One.

            With information from Reuters.

            Ada Lovelace
            """;

    @TempDir Path folder;

    private CommandLineRun check(String... arguments) {
        var all = new String[arguments.length + 2];
        all[0] = "briefings";
        all[1] = "check";
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return CommandLineRun.in(folder, all);
    }

    @Test
    void aWholeBriefingIsPassedOverInSilence() throws IOException {
        Files.writeString(folder.resolve("a.txt"), WHOLE);

        assertThat(check("a.txt")).isEqualTo(new CommandLineRun(0, "", ""));
    }

    @Test
    void whatWouldBeSetAsideIsNamedWithItsPlaceAndEndsWithOne() throws IOException {
        Files.writeString(folder.resolve("a.txt"), WHOLE);
        Files.writeString(folder.resolve("b.txt"), "---\ndate: soon\n---\n" + WHOLE);
        Files.writeString(folder.resolve("c.txt"), "Headline\n");

        assertThat(check("a.txt", "b.txt", "c.txt", "d.txt"))
                .isEqualTo(
                        new CommandLineRun(
                                1,
                                """
                                b.txt:2:7: error: date 'soon' is no date; write 2026-11-24, 2026-11-24T07:00 or 2026-11-24T07:00:00Z
                                c.txt:1:1: error: no body: a headline alone is no briefing
                                d.txt:1:1: error: can't be read: there is no such file
                                """,
                                ""));
    }

    @Test
    void whatIsOddIsWarnedOf() throws IOException {
        Files.writeString(
                folder.resolve("a.doc"),
                "---\nembargo: 2099-01-01T00:00Z\n---\nHead\u0007line\n\nLead.");

        assertThat(check("a.doc"))
                .isEqualTo(
                        new CommandLineRun(
                                0,
                                """
                                a.doc:4:1: warning: control characters dropped: 1, the first in line 4
                                a.doc:1:1: warning: no sections: a line in capitals, or one that begins with '##', is a heading
                                a.doc:1:1: warning: no attribution, such as 'This briefing is based on information from Reuters.'
                                a.doc:1:1: warning: no author: a short line after the attribution is one
                                a.doc:1:1: warning: waits until 2099-01-01T00:00:00Z: an embargo
                                a.doc:1:1: warning: a folder gives *.txt, *.md and *.markdown only: it isn't collected
                                """,
                                ""));
    }

    @Test
    void programsGetOneArray() throws IOException {
        Files.writeString(folder.resolve("c.txt"), "Headline\n");

        assertThat(check("c.txt", "--json").out())
                .isEqualToIgnoringNewLines(
                        "[{\"file\":\"c.txt\",\"line\":1,\"column\":1,\"level\":\"error\","
                                + "\"message\":\"no body: a headline alone is no briefing\"}]");
    }

    @Test
    void aReadFileIsWrittenAsTheTextThatSaysTheSame() throws IOException {
        Files.writeString(folder.resolve("a.md"), "# Headline\n\nLead.\n\n## NEXT\n\n- One.\n");

        assertThat(CommandLineRun.in(folder, "read", "--text", "a.md"))
                .isEqualTo(
                        new CommandLineRun(
                                0, "---\n---\n\nHeadline\n\nLead.\n\n## NEXT\n\n• One.\n", ""));
    }
}
