package org.briefwire.template;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.briefwire.model.Nearest;

/**
 * Holds every tag of a template, and of its partials, against the components of the record that is
 * to feed it, without rendering: what a list or an {@link Optional} holds is a section's scope.
 */
final class TagCheck {
    private static final Pattern TAG =
            Pattern.compile("\\{\\{\\s*([#^/>&!{=]?)\\s*([^}]*?)\\s*[}=]?\\}\\}");

    private static final int FEW = 8;

    private final TemplateFiles files;
    private final List<String> findings = new ArrayList<>();
    private final Set<String> underWay = new HashSet<>();
    private final Set<String> reached = new TreeSet<>();

    TagCheck(TemplateFiles files) {
        this.files = files;
    }

    /** One line for each tag that no record around it has. */
    List<String> check(String name, Class<? extends Record> type) {
        var scopes = new ArrayDeque<Type>();
        scopes.push(type);
        check(name, scopes);
        return findings.stream().distinct().toList();
    }

    /** The templates that were looked at: those named, and what they include. */
    Set<String> reached() {
        return Set.copyOf(reached);
    }

    private void check(String name, Deque<Type> scopes) {
        if (!underWay.add(name)) {
            return;
        }
        reached.add(name);
        var text = files.read(name);
        var tags = TAG.matcher(text);
        while (tags.find()) {
            var tag = tags.group(2);
            var line = 1 + text.substring(0, tags.start()).chars().filter(c -> c == '\n').count();
            var place = "%s, line %d".formatted(files.fileOf(name), line);
            switch (tags.group(1)) {
                case "!" -> {}
                case "=" ->
                        findings.add(place + ": other delimiters than {{ and }} are not for here");
                case "/" -> scopes.pop();
                case ">" -> check(sibling(name, tag), scopes);
                case "#" -> scopes.push(inside(typeOf(tag, scopes, place)));
                case "^" -> {
                    typeOf(tag, scopes, place);
                    scopes.push(Object.class);
                }
                default -> typeOf(tag, scopes, place);
            }
        }
        underWay.remove(name);
    }

    private static String sibling(String name, String partial) {
        var folder = name.substring(0, name.lastIndexOf('/') + 1);
        return folder + partial + name.substring(name.lastIndexOf('.'));
    }

    private Type typeOf(String tag, Deque<Type> scopes, String place) {
        if (tag.equals(".")) {
            return scopes.getFirst();
        }
        var path = List.of(tag.split("\\."));
        for (var scope : scopes) {
            var first = component(scope, path.getFirst());
            if (first.isPresent()) {
                var found = first;
                for (var name : path.subList(1, path.size())) {
                    found = found.flatMap(type -> component(type, name));
                }
                if (found.isPresent()) {
                    return found.get();
                }
                break;
            }
        }
        findings.add("%s: there is no {{%s}} here; %s".formatted(place, tag, meant(tag, scopes)));
        return Object.class;
    }

    /** What whoever wrote the tag may have meant, or else everything that they can mean. */
    private static String meant(String tag, Deque<Type> scopes) {
        var known = new LinkedHashSet<String>();
        for (var scope : scopes) {
            for (var component : components(scope)) {
                known.add(component.getName());
                for (var part : components(component.getGenericType())) {
                    known.add(component.getName() + "." + part.getName());
                }
            }
        }
        return Nearest.to(tag, known)
                .map("did you mean {{%s}}?"::formatted)
                .orElseGet(() -> {
                    var names = known.stream().filter(name -> !name.contains(".")).toList();
                    if (names.isEmpty() || names.size() > FEW) {
                        return "the built-in template shows what there is";
                    }
                    return names.stream()
                            .map("{{%s}}"::formatted)
                            .collect(Collectors.joining(", ", "there is ", ""));
                });
    }

    private static Optional<Type> component(Type scope, String name) {
        return components(scope).stream()
                .filter(component -> component.getName().equals(name))
                .map(RecordComponent::getGenericType)
                .findFirst();
    }

    private static List<RecordComponent> components(Type scope) {
        return scope instanceof Class<?> type && type.isRecord()
                ? List.of(type.getRecordComponents())
                : List.of();
    }

    private static Type inside(Type type) {
        return type instanceof ParameterizedType of ? of.getActualTypeArguments()[0] : type;
    }
}
