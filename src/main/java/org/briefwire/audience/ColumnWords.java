package org.briefwire.audience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.briefwire.yaml.Yaml;
import org.briefwire.yaml.YamlNode;

/** What columns are called, by what they mean to us: columns.yaml. */
final class ColumnWords {
    private static final String FILE = "/audience/columns.yaml";
    private static final Pattern NOT_A_LETTER = Pattern.compile("[^\\p{L}\\p{N}\\p{Mc}]");
    private static final Map<String, List<String>> WORDS = load();

    private ColumnWords() {}

    /** Each meaning with its words, the likeliest first, as {@link #plain} makes them. */
    static Map<String, List<String>> all() {
        return WORDS;
    }

    /** A column's name in small letters, without accents, spaces and signs. */
    static String plain(String name) {
        var parted = Normalizer.normalize(name, Normalizer.Form.NFKD).toLowerCase(Locale.ROOT);
        return NOT_A_LETTER.matcher(parted).replaceAll("");
    }

    private static Map<String, List<String>> load() {
        try (var file = ColumnWords.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            var root = Yaml.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            var words = new LinkedHashMap<String, List<String>>();
            for (var entry : ((YamlNode.Mapping) root).entries()) {
                words.put(
                        entry.key().text(),
                        ((YamlNode.Sequence) entry.value())
                                .items().stream()
                                        .map(item -> plain(((YamlNode.Scalar) item).text()))
                                        .toList());
            }
            return words;
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }
}
