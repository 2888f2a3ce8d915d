package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.briefwire.testing.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BouncesReadCommandTest {
    private static final String BOUNCE =
            """
            From: MAILER-DAEMON@example.com
            To: briefings@example.org
            Subject: Undelivered Mail Returned to Sender

            <%s>: host mx.example.net said: 550 5.1.1 User unknown (in reply to RCPT TO command)
            """;

    @TempDir Path folder;

    @Test
    void aMailIsShownAsARow() throws IOException {
        Files.writeString(folder.resolve("one.eml"), BOUNCE.formatted("reader@example.net"));

        var run = CommandLineRun.in(folder, "bounces", "read", "one.eml");

        var file = folder.resolve("one.eml");
        var pad = " ".repeat(file.toString().length() - "file".length());
        assertThat(run)
                .isEqualTo(
                        new CommandLineRun(
                                0,
                                "file%s  kind    address             status  category      hard%n"
                                                .formatted(pad)
                                        + "%s  bounce  reader@example.net  5.1.1   unknown-user  hard%n"
                                                .formatted(file),
                                ""));
    }

    @Test
    void eachMailOfAnMboxIsAnObject() throws IOException {
        var line = "From MAILER-DAEMON Tue Nov 24 07:00:00 2026\n";
        Files.writeString(
                folder.resolve("box"),
                line
                        + BOUNCE.formatted("one@example.net")
                        + "\n"
                        + line
                        + BOUNCE.formatted("two@example.net"));

        var run = CommandLineRun.in(folder, "bounces", "read", "box", "--json");

        var object =
                "{\"file\":\"%s\",\"kind\":\"bounce\",\"recipients\":[{\"address\":\"%s\","
                        + "\"status\":\"5.1.1\",\"category\":\"unknown-user\",\"hard\":true}],"
                        + "\"rule\":\"words\"}";
        var box = folder.resolve("box").toString();
        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        "["
                                + object.formatted(box, "one@example.net")
                                + ",\n "
                                + object.formatted(box + "#2", "two@example.net")
                                + "]\n");
        assertThat(run.code()).isZero();
    }

    @Test
    void theMailsOfAFolderAreCalledAsTheyAreCalledInIt() throws IOException {
        var mails = Files.createDirectories(folder.resolve("mails/deeper"));
        Files.writeString(mails.resolve("one.eml"), BOUNCE.formatted("one@example.net"));
        Files.writeString(folder.resolve("mails/two.eml"), "Subject: Hello\n\nHello.\n");

        var run = CommandLineRun.in(folder, "bounces", "read", "mails", "--json");

        assertThat(run.out())
                .isEqualToIgnoringNewLines(
                        """
                        [{"file":"deeper/one.eml","kind":"bounce","recipients":[{"address":"one@example.net","status":"5.1.1","category":"unknown-user","hard":true}],"rule":"words"},
                         {"file":"two.eml","kind":"none","recipients":[],"rule":"no bounce"}]
                        """);
    }

    @Test
    void aPathThatIsNotThereIsNamedAndTheOthersAreRead() throws IOException {
        Files.writeString(folder.resolve("one.eml"), BOUNCE.formatted("reader@example.net"));

        var run = CommandLineRun.in(folder, "bounces", "read", "none.eml", "one.eml", "--json");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .isEqualToIgnoringNewLines(
                        folder.resolve("none.eml") + ": there is no such file or folder\n");
        assertThat(run.out()).contains("reader@example.net");
    }
}
