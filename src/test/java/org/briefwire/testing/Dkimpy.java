package org.briefwire.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Debian's python3-dkim: a verifier of signatures that is none of ours. */
public final class Dkimpy {
    private static final String PYTHON = "/usr/bin/python3";

    private Dkimpy() {}

    /**
     * Skips the test where this machine has none and can't have it; where bin/test has set it up
     * ({@code -Ddkimpy.expected=true}), a test without it fails.
     */
    public static void assumeInstalled() {
        var installed = isInstalled();
        if (Boolean.getBoolean("dkimpy.expected")) {
            assertThat(installed).as("python3-dkim, which bin/test has set up").isTrue();
        }
        assumeTrue(installed, "python3-dkim is not installed: bin/test installs it");
    }

    private static boolean isInstalled() {
        try {
            return run(List.of(PYTHON, "-c", "import dkim, nacl")).isEmpty();
        } catch (UncheckedIOException | IllegalStateException missing) {
            return false;
        }
    }

    /**
     * What it says of each mail, in the order of the map.
     *
     * @param records TXT records by their DNS names
     * @param folder where files may be put
     */
    public static List<String> verify(
            Map<String, String> records, Map<String, byte[]> mails, Path folder) {
        try {
            var names = new StringBuilder();
            records.forEach((name, record) -> names.append(name + "\t" + record + "\n"));
            var command = new ArrayList<>(List.of(PYTHON, "src/test/resources/dkim/verify.py"));
            command.add(Files.writeString(folder.resolve("records"), names).toString());
            for (var mail : mails.entrySet()) {
                var file = Files.write(folder.resolve(mail.getKey()), mail.getValue());
                command.add(file.toString());
            }
            return run(command).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException(said);
            }
            return said;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
