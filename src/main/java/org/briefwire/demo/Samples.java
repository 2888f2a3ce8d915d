package org.briefwire.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.briefwire.model.BriefwireException;

/** The samples that lie in the program: briefings, readers, a feed. */
final class Samples {
    private Samples() {}

    static byte[] bytes(String name) {
        try (var in = Samples.class.getResourceAsStream("/demo/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new BriefwireException("sample %s can't be read".formatted(name), e);
        }
    }

    /** The sample briefings' file names: those that briefings/index.txt lists. */
    static List<String> briefings() {
        var index = new String(bytes("briefings/index.txt"), StandardCharsets.UTF_8);
        return index.lines().filter(line -> !line.isBlank()).toList();
    }

    static void copy(String name, Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            Files.write(file, bytes(name));
        } catch (IOException e) {
            throw new BriefwireException("%s can't be written: %s".formatted(file, e), e);
        }
    }
}
