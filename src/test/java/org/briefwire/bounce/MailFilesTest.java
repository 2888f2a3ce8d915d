package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFilesTest {
    private static final int MEBIBYTE = 1024 * 1024;

    @TempDir Path folder;

    private List<Integer> sizes(String text) throws IOException {
        var sizes = new ArrayList<Integer>();
        var file = Files.writeString(folder.resolve("box"), text);
        MailFiles.each(file, (name, mail) -> sizes.add(mail.length));
        return sizes;
    }

    @Test
    void ofALargeMailTheFirstTwoMebibytesAreKept() throws IOException {
        assertThat(sizes("Subject: x\n\n" + "0123456\n".repeat(3 * MEBIBYTE / 8)))
                .singleElement()
                .satisfies(size -> assertThat(size).isBetween(2 * MEBIBYTE, 2 * MEBIBYTE + 8));
    }

    @Test
    void aLineWithoutAnEndCostsNoMore() throws IOException {
        assertThat(sizes("x".repeat(3 * MEBIBYTE))).containsExactly(2 * MEBIBYTE);
    }

    @Test
    void behindALargeMailTheNextOfAnMboxIsFound() throws IOException {
        var line = "From MAILER-DAEMON Tue Nov 24 07:00:00 2026\n";

        assertThat(sizes(line + "0123456\n".repeat(3 * MEBIBYTE / 8) + "\n" + line + "Hello\n"))
                .hasSize(2)
                .last()
                .isEqualTo("Hello\n".length());
    }
}
