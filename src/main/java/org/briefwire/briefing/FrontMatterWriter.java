package org.briefwire.briefing;

import java.util.Locale;
import java.util.stream.Collectors;
import org.briefwire.model.Briefing;

/** Writes front matter: what is said, nothing else, between '---' and '---'. */
final class FrontMatterWriter {
    private final StringBuilder out = new StringBuilder("---\n");

    private FrontMatterWriter() {}

    static String write(Briefing briefing, FrontMatter matter) {
        var writer = new FrontMatterWriter();
        writer.text("id", matter.id());
        matter.date().ifPresent(date -> writer.plain("date", date.toString()));
        matter.embargo().ifPresent(embargo -> writer.plain("embargo", embargo.toString()));
        writer.flag("urgent", matter.urgent());
        writer.flag("quiet", matter.quiet());
        if (!briefing.topics().isEmpty()) {
            writer.plain(
                    "topics",
                    briefing.topics().stream()
                            .map(topic -> quoted(topic.value()))
                            .collect(Collectors.joining(", ", "[", "]")));
        }
        writer.text("language", briefing.language());
        writer.text("link", briefing.link());
        writer.text("slug", matter.slug());
        writer.text("correction", matter.correction());
        matter.image().ifPresent(writer::image);
        return writer.out.append("---\n\n").toString();
    }

    private void image(Illustration image) {
        out.append("image:\n");
        text("  file", image.file());
        text("  url", image.url());
        text("  alt", image.alt());
        text("  credit", image.credit());
    }

    private void flag(String key, boolean value) {
        if (value) {
            plain(key, "true");
        }
    }

    private void text(String key, String value) {
        if (!value.isEmpty()) {
            plain(key, quoted(value));
        }
    }

    private void plain(String key, String value) {
        out.append(key).append(": ").append(value).append('\n');
    }

    /** A YAML double-quoted scalar (YAML 1.2, 7.3.1); what YAML can't show is escaped. */
    private static String quoted(String text) {
        var quoted = new StringBuilder("\"");
        text.codePoints()
                .forEach(c -> {
                    if (c == '"' || c == '\\') {
                        quoted.append('\\').appendCodePoint(c);
                    } else if (isShown(c)) {
                        quoted.appendCodePoint(c);
                    } else {
                        quoted.append(String.format(Locale.ROOT, "\\U%08x", c));
                    }
                });
        return quoted.append('"').toString();
    }

    private static boolean isShown(int c) {
        return (c >= ' ' && c <= '~')
                || (c >= 0xA0 && c < 0xD800 && c != 0x2028 && c != 0x2029)
                || (c >= 0xE000 && c <= 0xFFFD && c != 0xFEFF)
                || (c > 0xFFFF && (c & 0xFFFE) != 0xFFFE);
    }
}
