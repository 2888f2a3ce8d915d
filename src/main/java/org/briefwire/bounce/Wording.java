package org.briefwire.bounce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
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
    private static final List<Category> CATEGORIES = load();

    private Wording() {}

    /** The category whose wording a text holds. */
    static Optional<Category> of(String text) {
        var bounded = text.length() > LONGEST ? text.substring(0, LONGEST) : text;
        var line = SPACE.matcher(bounded).replaceAll(" ");
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
                        .collect(Collectors.joining("|"));
        return new Category(
                name,
                Follows.ofWord(text(node, "follows")),
                texts(node, "statuses"),
                Pattern.compile(says, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
    }

    private static String text(YamlNode.Mapping node, String key) {
        return ((YamlNode.Scalar) node.get(key).orElseThrow()).text();
    }

    private static List<String> texts(YamlNode.Mapping node, String key) {
        return ((YamlNode.Sequence) node.get(key).orElseThrow())
                .items().stream().map(item -> ((YamlNode.Scalar) item).text()).toList();
    }
}
