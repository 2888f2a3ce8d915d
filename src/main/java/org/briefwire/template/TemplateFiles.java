package org.briefwire.template;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The templates' texts: the operator's file if there is one, else the built-in one. */
final class TemplateFiles {
    private static final String ENDING = ".mustache";

    private final Optional<Path> folder;

    TemplateFiles(Optional<Path> folder) {
        this.folder = folder.map(path -> path.toAbsolutePath().normalize());
    }

    /** What to call a template in an error: the file that it is read from. */
    String fileOf(String name) {
        return own(name).map(Path::toString).orElse("templates/" + name + ENDING);
    }

    String read(String name) {
        try {
            var own = own(name);
            if (own.isPresent()) {
                return Files.readString(own.get());
            }
            try (var builtIn =
                    TemplateFiles.class.getResourceAsStream("/templates/" + name + ENDING)) {
                if (builtIn == null) {
                    throw new TemplateException(
                            "there is no template %s%s, neither the operator's nor a built-in one"
                                    .formatted(name, ENDING));
                }
                return new String(builtIn.readAllBytes(), StandardCharsets.UTF_8);
            }
        } catch (IOException e) {
            throw new TemplateException(
                    "template %s can't be read as UTF-8: %s"
                            .formatted(fileOf(name), e.getMessage()),
                    e);
        }
    }

    private Optional<Path> own(String name) {
        return folder.map(path -> path.resolve(name + ENDING).normalize())
                .filter(file -> file.startsWith(folder.orElseThrow()))
                .filter(Files::isRegularFile);
    }
}
