package org.briefwire.yaml;

import java.util.List;
import java.util.Optional;

/** A value in a YAML document, with the line and column (from 1) at which it begins. */
public sealed interface YamlNode {
    int line();

    int column();

    /**
     * A single value.
     *
     * @param text as written, quotes and escapes resolved; empty for a key without a value
     */
    record Scalar(String text, Style style, int line, int column) implements YamlNode {
        /** Whether nothing is written here: 'key:', '~' or 'null'. */
        public boolean isNothing() {
            return style == Style.PLAIN
                    && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** A list of values. */
    record Sequence(List<YamlNode> items, int line, int column) implements YamlNode {
        public Sequence {
            items = List.copyOf(items);
        }
    }

    /** Keys and their values in the order of the text; no key stands twice. */
    record Mapping(List<Entry> entries, int line, int column) implements YamlNode {
        public Mapping {
            entries = List.copyOf(entries);
        }

        /** The value of a key. */
        public Optional<YamlNode> get(String key) {
            return entries.stream()
                    .filter(entry -> entry.key().text().equals(key))
                    .map(Entry::value)
                    .findFirst();
        }
    }

    /** One key with its value. */
    record Entry(Scalar key, YamlNode value) {}

    /** How a scalar is written. */
    enum Style {
        PLAIN,
        QUOTED,
        BLOCK
    }
}
