package org.briefwire.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares with files that are kept in the repository; {@code -Dgolden.update=true} rewrites them.
 */
public final class Golden {
    private Golden() {}

    /** Compares a text with a file below src/test/resources/golden. */
    public static void assertSame(String name, String text) {
        assertSameAsFile(Path.of("src/test/resources/golden").resolve(name), text);
    }

    /** Compares a text with a file of the repository, such as a generated page of docs. */
    public static void assertSameAsFile(Path file, String text) {
        try {
            if (Boolean.getBoolean("golden.update")) {
                Files.createDirectories(file.toAbsolutePath().getParent());
                Files.writeString(file, text);
            }
            assertThat(text)
                    .as("%s (mvn test -Dgolden.update=true rewrites it)", file)
                    .isEqualTo(Files.exists(file) ? Files.readString(file) : "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
