package org.briefwire.briefing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.briefwire.model.Attribution;
import org.briefwire.yaml.Yaml;
import org.briefwire.yaml.YamlNode;

/** The sentences that say whose information a briefing rests on, from attributions.yaml. */
final class Attributions {
    private static final String FILE = "/briefing/attributions.yaml";
    private static final Pattern TWO_SENTENCES = Pattern.compile("\\p{Ll}{2}[.!?] \\p{Lu}");
    private static final int LONGEST = 300;
    private static final List<Language> LANGUAGES = load();

    private Attributions() {}

    private record Sentence(String before, String after) {}

    private record Language(List<Sentence> sentences, Pattern separator, Pattern article) {}

    /** The attribution that a sentence is, if it is one. */
    static Optional<Attribution> of(TextBlock.Prose prose) {
        if (prose.first().is(TextLine.Mark.LITERAL) || prose.first().text().length() > LONGEST) {
            return Optional.empty();
        }
        var sentence = prose.text();
        if (sentence.length() > LONGEST || TWO_SENTENCES.matcher(sentence).find()) {
            return Optional.empty();
        }
        var bare = withoutStop(sentence);
        for (var language : LANGUAGES) {
            for (var known : language.sentences()) {
                var credits = between(bare, known);
                if (!credits.isBlank()) {
                    return Optional.of(new Attribution(sentence, names(credits, language)));
                }
            }
        }
        return Optional.empty();
    }

    private static String withoutStop(String sentence) {
        var end = sentence.length();
        while (end > 0 && " .。।۔".indexOf(sentence.charAt(end - 1)) >= 0) {
            end--;
        }
        return sentence.substring(0, end);
    }

    private static String between(String text, Sentence known) {
        var before = known.before();
        var after = known.after();
        var end = text.length() - after.length();
        var matches =
                end > before.length()
                        && text.regionMatches(true, 0, before, 0, before.length())
                        && text.regionMatches(true, end, after, 0, after.length());
        return matches ? text.substring(before.length(), end) : "";
    }

    private static List<String> names(String credits, Language language) {
        var names = new ArrayList<String>();
        for (var part : language.separator().split(credits, -1)) {
            var name = language.article().matcher(part.strip()).replaceFirst("").strip();
            if (!name.isEmpty() && !names.contains(name)) {
                names.add(name);
            }
        }
        return names.isEmpty() ? List.of(credits.strip()) : names;
    }

    private static List<Language> load() {
        try (var file = Attributions.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException(FILE + " is missing from the program");
            }
            var text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return ((YamlNode.Mapping) Yaml.parse(text))
                    .entries().stream().map(entry -> language(entry.value())).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(FILE, e);
        }
    }

    private static Language language(YamlNode node) {
        var sentences =
                texts(node, "sentences").stream()
                        .map(sentence -> sentence.split("\\{credits}", -1))
                        .map(parts -> new Sentence(parts[0], parts[1]))
                        .toList();
        return new Language(
                sentences,
                Pattern.compile(
                        "\\s*[,;،、，]\\s*(?:(?:%1$s)\\s)?|\\s(?:%1$s)\\s%2$s"
                                .formatted(alternatives(texts(node, "and")), glued(node)),
                        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                // a capital is the name's own: Le Monde, Der Spiegel, El País
                Pattern.compile(
                        "^(?:(?:%s)\\s|[dl]['’])+"
                                .formatted(alternatives(texts(node, "articles")))));
    }

    // between two names that no space parts, or before a word, where the script writes it so
    private static String glued(YamlNode node) {
        var words = ((YamlNode.Mapping) node).get("glued").map(list -> texts(node, "glued"));
        return words.map(list -> "|" + String.join("|", list)).orElse("");
    }

    private static String alternatives(List<String> words) {
        return String.join("|", words.stream().map(Pattern::quote).toList());
    }

    private static List<String> texts(YamlNode node, String key) {
        var list = (YamlNode.Sequence) ((YamlNode.Mapping) node).get(key).orElseThrow();
        return list.items().stream().map(item -> ((YamlNode.Scalar) item).text()).toList();
    }
}
