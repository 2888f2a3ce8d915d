package org.briefwire.bounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.briefwire.yaml.Yaml;
import org.briefwire.yaml.YamlNode;

/** What mail systems say, by what it means: wording.yaml. Safe for use by many threads. */
final class Wording {
    private static final String FILE = "/bounce/wording.yaml";
    private static final int LONGEST = 4_000;
    private static final Pattern SPACE = Pattern.compile("[\\s\\u00a0]+");
    // some expressions look back to the beginning of a word from each of its letters
    private static final Pattern LONG_WORD = Pattern.compile("\\S{100}");
    private static final Pattern CAPITALS = Pattern.compile("(?<!\\\\)\\p{Lu}+");
    private static final Pattern ACCENT = Pattern.compile("[\\u0300-\\u036f]+");
    private static final List<Category> CATEGORIES = load();

    private Wording() {}

    /** The category whose wording a text holds. */
    static Optional<Category> of(String text) {
        var bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var spaced = LONG_WORD.matcher(bounded).replaceAll("$0 ");
        var line = plain(SPACE.matcher(spaced).replaceAll(" "));
        return CATEGORIES.stream()
                .filter(category -> category.says().matcher(line).find())
                .findFirst();
    }

    /** The category that an enhanced status code means; the first digit does not matter. */
    static Optional<Category> ofStatus(String status) {
        var dot = status.indexOf('.');
        var detail = dot < 0 ? "" : status.substring(dot + 1);
        return CATEGORIES.stream()
                .filter(category -> category.statuses().contains(detail))
                .findFirst();
    }

    static Category named(String name) {
        return find(name).orElseThrow();
    }

    static Optional<Category> find(String name) {
        return CATEGORIES.stream().filter(category -> category.name().equals(name)).findFirst();
    }

    private static List<Category> load() {
        try (var file = Wording.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing");
            }
            var root = Yaml.parse(new String(file.readAllBytes(), StandardCharsets.UTF_8));
            var categories = new ArrayList<Category>();
            for (var entry : ((YamlNode.Mapping) root).entries()) {
                categories.add(category(entry.key().text(), (YamlNode.Mapping) entry.value()));
            }
            return List.copyOf(categories);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static Category category(String name, YamlNode.Mapping node) {
        var says =
                texts(node, "says").stream()
                        .map(wording -> wording.replace("…", ".{0,60}?"))
                        .map(Wording::spelledOut)
                        .collect(Collectors.joining("|"));
        return new Category(
                name,
                Follows.ofWord(text(node, "follows")),
                texts(node, "statuses"),
                Pattern.compile(says));
    }

    private static String spelledOut(String wording) {
        return plain(wording.replaceAll("([äöü])", "$1e?"));
    }

    /**
     * Without capitals and accents: servers write in ASCII 'boite' for 'boîte', 'ueber' for 'über'.
     * An expression's own letters, such as \\S, stay as they are.
     */
    private static String plain(String text) {
        var apart = Normalizer.normalize(text.replace("ß", "ss"), Normalizer.Form.NFD);
        var bare = Normalizer.normalize(ACCENT.matcher(apart).replaceAll(""), Normalizer.Form.NFC);
        return CAPITALS.matcher(bare).replaceAll(found -> found.group().toLowerCase(Locale.ROOT));
    }

    private static String text(YamlNode.Mapping node, String key) {
        return ((YamlNode.Scalar) node.get(key).orElseThrow()).text();
    }

    private static List<String> texts(YamlNode.Mapping node, String key) {
        return ((YamlNode.Sequence) node.get(key).orElseThrow())
                .items().stream().map(item -> ((YamlNode.Scalar) item).text()).toList();
    }
}
