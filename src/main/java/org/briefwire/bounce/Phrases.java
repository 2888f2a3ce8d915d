package org.briefwire.bounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.briefwire.yaml.Yaml;
import org.briefwire.yaml.YamlNode;

/** The phrases of signs.yaml, each list as one expression. Safe for use by many threads. */
final class Phrases {
    private static final String FILE = "/bounce/signs.yaml";
    private static final YamlNode.Mapping LISTS = load();

    private Phrases() {}

    /** An expression that finds any phrase of a list. */
    static Pattern of(String list) {
        var phrases = (YamlNode.Sequence) LISTS.get(list).orElseThrow();
        var any =
                phrases.items().stream()
                        .map(phrase -> ((YamlNode.Scalar) phrase).text())
                        .collect(Collectors.joining("|"));
        return Pattern.compile(any, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static YamlNode.Mapping load() {
        try (var file = Phrases.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            return (YamlNode.Mapping)
                    Yaml.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
