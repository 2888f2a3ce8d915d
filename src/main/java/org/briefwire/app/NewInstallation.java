package org.briefwire.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.briefwire.model.BriefwireException;

/** Makes the folders and files of a new installation. */
public final class NewInstallation {
    private NewInstallation() {}

    /**
     * Makes a new installation; what is there already is never touched.
     *
     * @return its config file
     * @throws BriefwireException when there is one already, or the folder can't be written
     */
    public static Path make(Path home) {
        var config = home.resolve("config").resolve("briefwire.yaml");
        if (Files.exists(config)) {
            throw new BriefwireException(
                    config + " is there already; init leaves an installation as it is");
        }
        try {
            write("briefwire.yaml", config);
            write("templates-README.md", home.resolve("templates").resolve("README.md"));
            Files.createDirectories(home.resolve("incoming"));
        } catch (IOException e) {
            throw new BriefwireException("%s can't be written: %s".formatted(home, e), e);
        }
        return config;
    }

    private static void write(String name, Path file) throws IOException {
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        try (var in = resource(name)) {
            Files.copy(in, file);
        }
    }

    private static InputStream resource(String name) {
        return Objects.requireNonNull(
                NewInstallation.class.getResourceAsStream("/init/" + name), name);
    }
}
