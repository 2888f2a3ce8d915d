package org.briefwire.yaml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;

/** Builds nodes from the parser's events; aliases are refused, so a text can't unfold into more. */
final class TreeBuilder {
    private static final int DEEPEST = 50;

    private final Iterator<Event> events;

    TreeBuilder(Iterator<Event> events) {
        this.events = events;
    }

    YamlNode document() {
        YamlNode root = new YamlNode.Scalar("", YamlNode.Style.PLAIN, 1, 1);
        var documents = 0;
        while (events.hasNext()) {
            var event = events.next();
            if (event instanceof DocumentStartEvent) {
                if (++documents > 1) {
                    throw refused(event, "a second document; one text holds one");
                }
                root = node(events.next(), 1);
            }
        }
        return root;
    }

    private YamlNode node(Event event, int depth) {
        if (depth > DEEPEST) {
            throw refused(event, "nested deeper than " + DEEPEST);
        }
        return switch (event) {
            case ScalarEvent scalar -> scalar(scalar);
            case SequenceStartEvent start -> sequence(start, depth);
            case MappingStartEvent start -> mapping(start, depth);
            case AliasEvent alias ->
                    throw refused(alias, "an alias (*name); write the value out where it is used");
            default -> throw refused(event, "a value is expected");
        };
    }

    private static YamlNode.Scalar scalar(ScalarEvent event) {
        return new YamlNode.Scalar(
                event.getValue(), style(event.getScalarStyle()), line(event), column(event));
    }

    private YamlNode sequence(SequenceStartEvent start, int depth) {
        var items = new ArrayList<YamlNode>();
        for (var event = events.next();
                !(event instanceof SequenceEndEvent);
                event = events.next()) {
            items.add(node(event, depth + 1));
        }
        return new YamlNode.Sequence(items, line(start), column(start));
    }

    private YamlNode mapping(MappingStartEvent start, int depth) {
        var entries = new ArrayList<YamlNode.Entry>();
        Map<String, Integer> lineOfKey = new HashMap<>();
        for (var event = events.next();
                !(event instanceof MappingEndEvent);
                event = events.next()) {
            if (!(event instanceof ScalarEvent name)) {
                throw refused(event, "a key is a single value");
            }
            var key = scalar(name);
            var earlier = lineOfKey.putIfAbsent(key.text(), key.line());
            if (earlier != null) {
                throw refused(
                        event,
                        "'%s' stands twice, first in line %d".formatted(key.text(), earlier));
            }
            entries.add(new YamlNode.Entry(key, node(events.next(), depth + 1)));
        }
        return new YamlNode.Mapping(entries, line(start), column(start));
    }

    private static YamlNode.Style style(ScalarStyle style) {
        return switch (style) {
            case PLAIN, JSON_SCALAR_STYLE -> YamlNode.Style.PLAIN;
            case SINGLE_QUOTED, DOUBLE_QUOTED -> YamlNode.Style.QUOTED;
            case LITERAL, FOLDED -> YamlNode.Style.BLOCK;
        };
    }

    private static YamlException refused(Event event, String problem) {
        return new YamlException(problem, line(event), column(event));
    }

    private static int line(Event event) {
        return event.getStartMark().map(Mark::getLine).orElse(0) + 1;
    }

    private static int column(Event event) {
        return event.getStartMark().map(Mark::getColumn).orElse(0) + 1;
    }
}
