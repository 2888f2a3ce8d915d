package org.briefwire.config;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.briefwire.config.Key.Need;
import org.briefwire.config.Problem.Severity;
import org.briefwire.model.Nearest;
import org.briefwire.yaml.YamlNode;

/** A section of the config file: gives values for keys, and reports what is wrong with them. */
final class Section {
    private final YamlNode.Mapping mapping;
    private final String path;
    private final Reading reading;
    private final boolean readable;

    private Section(YamlNode.Mapping mapping, String path, Reading reading, boolean readable) {
        this.mapping = mapping;
        this.path = path;
        this.reading = reading;
        this.readable = readable;
    }

    static Section of(YamlNode.Mapping mapping, String path, List<Key<?>> keys, Reading reading) {
        var section = new Section(mapping, path, reading, true);
        mapping.entries().forEach(entry -> section.checkKnown(entry.key(), keys));
        return section;
    }

    /** In place of one that was reported already: none of its keys is missed. */
    static Section unreadable(YamlNode node, String path, Reading reading) {
        var nothing = new YamlNode.Mapping(List.of(), node.line(), node.column());
        return new Section(nothing, path, reading, false);
    }

    private void checkKnown(YamlNode.Scalar name, List<Key<?>> keys) {
        var known = keys.stream().filter(key -> key.name().equals(name.text())).findFirst();
        if (known.isPresent()) {
            if (known.get().need() == Need.LATER) {
                report(name, "is kept for a later version of Briefwire; remove it for now");
            }
            return;
        }
        var names = keys.stream().filter(key -> key.need() != Need.LATER).map(Key::name).toList();
        var hint =
                Nearest.to(name.text(), names)
                        .map("did you mean '%s'?"::formatted)
                        .orElse(
                                names.stream()
                                        .collect(Collectors.joining(", ", "known here: ", "")));
        report(name, "is no key of Briefwire's; " + hint);
    }

    private void report(YamlNode.Scalar name, String message) {
        reading.report(Severity.ERROR, name.line(), pathOf(name.text()), message);
    }

    /** The value of a key; the default when it is missing, an example when it is bad. */
    <T> T get(Key<T> key) {
        return find(key).orElseGet(key::whenMissing);
    }

    /** The value of a key, if it is there; a missing one that is required is reported. */
    <T> Optional<T> find(Key<T> key) {
        var node = mapping.get(key.name());
        if (node.isEmpty() && key.need() == Need.REQUIRED && readable) {
            reading.report(
                    Severity.ERROR,
                    mapping.line(),
                    pathOf(key.name()),
                    "is missing; write " + key.kind().hint());
        }
        return node.map(value -> key.kind().read(value, pathOf(key.name()), reading));
    }

    /** The section under a key; one without keys when it is missing. */
    Section child(Key<Section> key) {
        return find(key)
                .orElseGet(() ->
                        key.need() == Need.REQUIRED
                                ? unreadable(mapping, pathOf(key.name()), reading)
                                : new Section(
                                        new YamlNode.Mapping(
                                                List.of(), mapping.line(), mapping.column()),
                                        pathOf(key.name()),
                                        reading,
                                        true));
    }

    boolean has(Key<?> key) {
        return mapping.get(key.name()).isPresent();
    }

    /** Reports what is wrong with a key whose value is right by itself. */
    void error(Key<?> key, String message) {
        reading.report(Severity.ERROR, lineOf(key), pathOf(key.name()), message);
    }

    /** Reports it for a key that is there, and whose value is a list as it should be. */
    void errorUnlessReported(Key<?> key, String message) {
        if (mapping.get(key.name()).orElse(mapping) instanceof YamlNode.Sequence) {
            error(key, message);
        }
    }

    /** What is written as a key's value, when that is a single value. */
    Optional<String> raw(Key<?> key) {
        return mapping.get(key.name())
                .flatMap(node ->
                        node instanceof YamlNode.Scalar scalar
                                ? Optional.of(scalar.text())
                                : Optional.empty());
    }

    void warn(Key<?> key, String message) {
        reading.report(Severity.WARNING, lineOf(key), pathOf(key.name()), message);
    }

    int lineOf(Key<?> key) {
        return mapping.entries().stream()
                .filter(entry -> entry.key().text().equals(key.name()))
                .map(entry -> entry.key().line())
                .findFirst()
                .orElse(mapping.line());
    }

    Reading reading() {
        return reading;
    }

    private String pathOf(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }
}
