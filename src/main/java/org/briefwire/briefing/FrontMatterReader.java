package org.briefwire.briefing;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.briefwire.model.Ids;
import org.briefwire.model.Slug;
import org.briefwire.model.TopicId;
import org.briefwire.yaml.Yaml;
import org.briefwire.yaml.YamlException;
import org.briefwire.yaml.YamlNode;

/** Reads the YAML between '---' and '---' at a file's beginning. */
final class FrontMatterReader {
    private static final String KEYS =
            "id, date, embargo, urgent, quiet, topics, language, link, slug, correction, image";

    /** A YAML parser's time is not proportional to every text's length. */
    private static final int LARGEST = 1 << 16;

    private final ZoneId zone;
    private final List<Remark> remarks = new ArrayList<>();

    private FrontMatterReader(ZoneId zone) {
        this.zone = zone;
    }

    /**
     * A file's two halves.
     *
     * @param bodyFrom the index of the text's first line
     * @param remarks what was odd in the front matter
     */
    record Split(FrontMatter matter, int bodyFrom, List<Remark> remarks) {}

    static Split read(List<String> lines, ZoneId zone) {
        if (!lines.getFirst().stripTrailing().equals("---")) {
            return new Split(FrontMatter.NONE, 0, List.of());
        }
        for (var end = 1; end < lines.size(); end++) {
            var line = lines.get(end).stripTrailing();
            if (line.equals("---") || line.equals("...")) {
                // the first line stays, empty, so that YAML's line numbers are the file's
                var yaml = "\n" + String.join("\n", lines.subList(1, end));
                if (yaml.length() > LARGEST) {
                    throw new RejectedException("front matter has at most 64 KiB", 1);
                }
                var reader = new FrontMatterReader(zone);
                return new Split(reader.matter(yaml), end + 1, reader.remarks);
            }
        }
        throw new RejectedException("the front matter has no end: a line '---' closes it", 1);
    }

    private FrontMatter matter(String yaml) {
        YamlNode root;
        try {
            root = Yaml.parse(yaml);
        } catch (YamlException e) {
            throw new RejectedException("front matter: " + e.problem(), e.line(), e.column());
        }
        return switch (root) {
            case YamlNode.Mapping mapping -> matter(mapping);
            case YamlNode.Scalar scalar when scalar.isNothing() -> FrontMatter.NONE;
            case YamlNode.Scalar other -> throw noKeys(other);
            case YamlNode.Sequence other -> throw noKeys(other);
        };
    }

    private static RejectedException noKeys(YamlNode node) {
        return rejected(node, "front matter has keys and values, such as 'date: 2026-11-24'");
    }

    private FrontMatter matter(YamlNode.Mapping mapping) {
        var matter = FrontMatter.NONE;
        for (var entry : mapping.entries()) {
            matter = with(matter, entry.key(), entry.value());
        }
        return matter;
    }

    private FrontMatter with(FrontMatter m, YamlNode.Scalar key, YamlNode value) {
        var id = m.id();
        var date = m.date();
        var embargo = m.embargo();
        var urgent = m.urgent();
        var quiet = m.quiet();
        var topics = m.topics();
        var language = m.language();
        var link = m.link();
        var slug = m.slug();
        var correction = m.correction();
        var image = m.image();
        switch (key.text()) {
            case "id" -> id = text(key, value);
            case "date" -> date = instant(key, value);
            case "embargo" -> embargo = instant(key, value);
            case "urgent" -> urgent = yesOrNo(key, value);
            case "quiet" -> quiet = yesOrNo(key, value);
            case "topics" -> topics = topics(key, value);
            case "language" -> language = language(key, value);
            case "link" -> link = link(key, value);
            case "slug" -> slug = text(key, value);
            case "correction" -> correction = text(key, value);
            case "image" -> image = image(value);
            default ->
                    throw rejected(
                            key,
                            "front matter has no key '%s'; it has %s".formatted(key.text(), KEYS));
        }
        return new FrontMatter(
                id, date, embargo, urgent, quiet, topics, language, link, slug, correction, image);
    }

    private Optional<Illustration> image(YamlNode value) {
        if (value instanceof YamlNode.Scalar scalar && scalar.isNothing()) {
            return Optional.empty();
        }
        var image = IllustrationReader.read(value);
        remarks.addAll(IllustrationReader.remarks(image, value));
        return Optional.of(image);
    }

    static String text(YamlNode.Scalar key, YamlNode value) {
        if (value instanceof YamlNode.Scalar scalar) {
            return scalar.isNothing() ? "" : line(scalar.text());
        }
        throw rejected(value, "%s: one text, not a list or keys".formatted(key.text()));
    }

    /** A text on one line. */
    static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static boolean yesOrNo(YamlNode.Scalar key, YamlNode value) {
        return switch (text(key, value)) {
            case "true" -> true;
            case "false", "" -> false;
            default -> throw rejected(value, key.text() + ": true or false");
        };
    }

    private Optional<Instant> instant(YamlNode.Scalar key, YamlNode value) {
        var text = text(key, value);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var iso = text.replaceFirst("^(\\d{4}-\\d\\d-\\d\\d) (\\d)", "$1T$2").replace(" ", "");
        try {
            if (iso.indexOf('T') < 0) {
                return Optional.of(LocalDate.parse(iso).atStartOfDay(zone).toInstant());
            }
            return Optional.of(
                    iso.matches(".*(Z|[+-]\\d\\d(:?\\d\\d)?)")
                            ? OffsetDateTime.parse(iso).toInstant()
                            : LocalDateTime.parse(iso).atZone(zone).toInstant());
        } catch (DateTimeException e) {
            throw rejected(
                    value,
                    "%s '%s' is no date; write 2026-11-24, 2026-11-24T07:00 or 2026-11-24T07:00:00Z"
                            .formatted(key.text(), text));
        }
    }

    private static List<TopicId> topics(YamlNode.Scalar key, YamlNode value) {
        var topics = new ArrayList<TopicId>();
        if (value instanceof YamlNode.Sequence sequence) {
            for (var item : sequence.items()) {
                topics.add(topic(item, text(key, item)));
            }
            return topics;
        }
        for (var part : text(key, value).split("[,;]", -1)) {
            if (!part.isBlank()) {
                topics.add(topic(value, part));
            }
        }
        return topics;
    }

    private static TopicId topic(YamlNode node, String name) {
        var id = Slug.of(name);
        if (!Ids.isId(id)) {
            throw rejected(node, "topics: '%s' has neither letters nor digits".formatted(name));
        }
        return new TopicId(id);
    }

    private static String language(YamlNode.Scalar key, YamlNode value) {
        var tag = text(key, value);
        try {
            return tag.isEmpty()
                    ? ""
                    : new Locale.Builder().setLanguageTag(tag).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw rejected(
                    value,
                    "language '%s' is no language tag; write en, de or pt-BR".formatted(tag));
        }
    }

    private static String link(YamlNode.Scalar key, YamlNode value) {
        return address(key.text(), text(key, value), value);
    }

    /** An http(s) address as it was written; nothing stays nothing. */
    static String address(String key, String address, YamlNode value) {
        if (address.isEmpty()) {
            return "";
        }
        try {
            var uri = new URI(address);
            var scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() != null && (scheme.equals("http") || scheme.equals("https"))) {
                return address;
            }
        } catch (URISyntaxException e) {
            // falls through to the same answer
        }
        throw rejected(value, "%s '%s' is no address; write https://…".formatted(key, address));
    }

    private static RejectedException rejected(YamlNode node, String reason) {
        return new RejectedException(reason, node.line(), node.column());
    }
}
