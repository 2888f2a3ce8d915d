package org.briefwire.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import org.briefwire.template.Templates;
import org.junit.jupiter.api.Test;

class TemplateCheckTest {
    private static final Path FOLDER = Path.of("templates");

    @Test
    void everyTemplateThatComesWithBriefwireIsCheckedAndRight() throws IOException {
        var reached = new TreeSet<String>();
        var faults = new TreeSet<String>();
        TemplateCheck.known()
                .forEach((name, record) -> {
                    var examined = Templates.builtIn().examine(name, record);
                    reached.addAll(examined.reached());
                    faults.addAll(examined.unknown());
                });

        assertThat(faults).isEmpty();
        try (var files = Files.walk(FOLDER)) {
            assertThat(
                            files.filter(file -> file.toString().endsWith(".mustache"))
                                    .map(file -> FOLDER.relativize(file).toString())
                                    .map(file -> file.replace(".mustache", "").replace('\\', '/')))
                    .as("who renders a template names it in templates() of its package")
                    .containsExactlyInAnyOrderElementsOf(reached);
        }
    }
}
