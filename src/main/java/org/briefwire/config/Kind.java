package org.briefwire.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.briefwire.config.Problem.Severity;
import org.briefwire.yaml.YamlNode;

/** What kind of value a key has. */
sealed interface Kind<T> {
    /** What it is called in messages and on the page of all keys. */
    String word();

    /** A right value: it stands in for a bad one, whose problem is reported, to find the next. */
    T example();

    /** How a value is written, to end the sentence 'write …'. */
    String hint();

    /** Reads a value; what is wrong is reported. */
    T read(YamlNode node, String path, Reading reading);

    /**
     * A single value.
     *
     * @param sample how one is written
     * @param parse throws {@link IllegalArgumentException} that tells what would be right
     */
    record One<T>(String word, String sample, Function<String, T> parse) implements Kind<T> {
        @Override
        public String hint() {
            return "a value, such as " + sample;
        }

        @Override
        public T example() {
            return parse.apply(sample);
        }

        @Override
        public T read(YamlNode node, String path, Reading reading) {
            if (node instanceof YamlNode.Scalar scalar && !scalar.isNothing()) {
                try {
                    return parse.apply(reading.expand(scalar.text()));
                } catch (IllegalArgumentException e) {
                    var message = String.valueOf(e.getMessage());
                    reading.report(Severity.ERROR, node.line(), path, message);
                    return example();
                }
            }
            reading.report(
                    Severity.ERROR,
                    node.line(),
                    path,
                    "is %s; write %s".formatted(shape(node), hint()));
            return example();
        }
    }

    /** A list of single values. */
    record Many<T>(String word, One<T> each) implements Kind<List<T>> {
        @Override
        public String hint() {
            return "a list, such as [%s]".formatted(each.sample());
        }

        @Override
        public List<T> example() {
            return List.of();
        }

        @Override
        public List<T> read(YamlNode node, String path, Reading reading) {
            if (node instanceof YamlNode.Sequence sequence) {
                var values = new ArrayList<T>();
                for (var item : sequence.items()) {
                    values.add(each.read(item, "%s[%d]".formatted(path, values.size()), reading));
                }
                return List.copyOf(values);
            }
            reading.report(
                    Severity.ERROR,
                    node.line(),
                    path,
                    "is %s; write %s".formatted(shape(node), hint()));
            return example();
        }
    }

    /** A section of keys. */
    record Keys(String word, List<Key<?>> keys) implements Kind<Section> {
        @Override
        public String hint() {
            return "keys and values, such as '%s: …'".formatted(keys.getFirst().name());
        }

        @Override
        public Section example() {
            throw new IllegalStateException("a section is read by Section.child");
        }

        @Override
        public Section read(YamlNode node, String path, Reading reading) {
            if (node instanceof YamlNode.Mapping mapping) {
                return Section.of(mapping, path, keys, reading);
            }
            reading.report(
                    Severity.ERROR,
                    node.line(),
                    path,
                    "is %s; write %s".formatted(shape(node), hint()));
            return Section.unreadable(node, path, reading);
        }
    }

    /** A list of sections with the same keys. */
    record ManyKeys(String word, Keys each) implements Kind<List<Section>> {
        @Override
        public String hint() {
            return "a list: each entry begins with '- %s: …'"
                    .formatted(each.keys().getFirst().name());
        }

        @Override
        public List<Section> example() {
            return List.of();
        }

        @Override
        public List<Section> read(YamlNode node, String path, Reading reading) {
            if (node instanceof YamlNode.Sequence sequence) {
                var sections = new ArrayList<Section>();
                for (var item : sequence.items()) {
                    sections.add(
                            each.read(item, "%s[%d]".formatted(path, sections.size()), reading));
                }
                return List.copyOf(sections);
            }
            reading.report(
                    Severity.ERROR,
                    node.line(),
                    path,
                    "is %s; write %s".formatted(shape(node), hint()));
            return example();
        }
    }

    private static String shape(YamlNode node) {
        return switch (node) {
            case YamlNode.Scalar scalar when scalar.isNothing() -> "without a value";
            case YamlNode.Scalar _ -> "a single value";
            case YamlNode.Sequence _ -> "a list";
            case YamlNode.Mapping _ -> "a section of keys";
        };
    }
}
