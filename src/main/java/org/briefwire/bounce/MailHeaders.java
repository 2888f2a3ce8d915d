package org.briefwire.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Header fields, unfolded, by name in any case. Not for use by several threads while it grows. */
final class MailHeaders {
    private final Map<String, List<String>> values = new TreeMap<>();

    void add(String name, String value) {
        values.computeIfAbsent(name.strip().toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value.strip());
    }

    /** The first value of a field; empty when it is not there. */
    String first(String name) {
        return all(name).stream().findFirst().orElse("");
    }

    List<String> all(String name) {
        return values.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
    }

    /** Every value of every field. */
    List<String> values() {
        return values.values().stream().flatMap(List::stream).toList();
    }

    boolean has(String name) {
        return values.containsKey(name.toLowerCase(Locale.ROOT));
    }

    boolean isEmpty() {
        return values.isEmpty();
    }

    /** The fields at the beginning of a text; the rest is left alone. */
    static MailHeaders in(String text) {
        return in(text.lines());
    }

    static MailHeaders in(Stream<String> lines) {
        var headers = new MailHeaders();
        var name = "";
        var value = new StringBuilder();
        for (var line : (Iterable<String>) lines::iterator) {
            var folded = !line.isEmpty() && (line.charAt(0) == ' ' || line.charAt(0) == '\t');
            if (folded && !name.isEmpty()) {
                value.append(' ').append(line.strip());
                continue;
            }
            if (!name.isEmpty()) {
                headers.add(name, value.toString());
            }
            name = fieldName(line);
            value.setLength(0);
            if (name.isEmpty()) {
                if (line.isBlank() && !headers.isEmpty()) {
                    return headers;
                }
                continue;
            }
            value.append(line.substring(name.length() + 1).strip());
        }
        if (!name.isEmpty()) {
            headers.add(name, value.toString());
        }
        return headers;
    }

    /** The name of the field that a line begins; empty when it begins none (RFC 5322, 2.2). */
    static String fieldName(String line) {
        for (var at = 0; at < line.length(); at++) {
            var c = line.charAt(at);
            if (c == ':') {
                return line.substring(0, at);
            }
            if (c <= ' ' || c > '~') {
                return "";
            }
        }
        return "";
    }
}
