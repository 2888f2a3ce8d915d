package org.briefwire.audience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.briefwire.model.BriefwireException;
import org.jspecify.annotations.Nullable;

/** Which column of a file means what. */
final class Columns {
    /** What our own rejects files have besides; mended, they can be imported as they are. */
    private static final Set<String> OURS = Set.of("line", "reason");

    private final List<String> names;
    private final Map<String, Integer> meanings = new HashMap<>();
    private final Map<String, Integer> plain = new HashMap<>();
    private final Exporter exporter;

    private Columns(List<String> names) {
        this.names = names;
        for (var i = 0; i < names.size(); i++) {
            plain.putIfAbsent(ColumnWords.plain(names.get(i)), i);
        }
        ColumnWords.all()
                .forEach((meaning, words) ->
                        words.stream()
                                .map(plain::get)
                                .filter(position -> position != null)
                                .findFirst()
                                .ifPresent(position -> meanings.put(meaning, position)));
        this.exporter = Exporter.of(plain.keySet());
    }

    /**
     * The columns that a header names.
     *
     * @param where for errors: file and line
     * @throws BriefwireException when none is an address, or one stands twice
     */
    static Columns named(List<String> names, String where) {
        var columns = new Columns(names);
        for (var i = 0; i < names.size(); i++) {
            var first = columns.plain.get(ColumnWords.plain(names.get(i)));
            if (first != null && first < i && !names.get(i).isBlank()) {
                throw new BriefwireException(
                        "%s: the column '%s' stands twice".formatted(where, names.get(i)));
            }
        }
        if (!columns.meanings.containsKey("email")) {
            throw new BriefwireException(
                    "%s: no column is named email; the first row names the columns, such as email, name, language, zone, topics, cadence, depth; it has %s"
                            .formatted(where, String.join(", ", names)));
        }
        return columns;
    }

    /** The columns of a file that has no header, with the addresses at that place. */
    static Columns unnamed(int size, int email) {
        var names = new ArrayList<String>();
        for (var i = 0; i < size; i++) {
            names.add(i == email ? "email" : size == 2 ? "name" : "column " + (i + 1));
        }
        return new Columns(names);
    }

    List<String> names() {
        return names;
    }

    Exporter exporter() {
        return exporter;
    }

    /** Whether a column has this meaning. */
    boolean has(String meaning) {
        return meanings.containsKey(meaning);
    }

    /** The names of those that mean nothing to us. */
    List<String> passedOver() {
        var passed = new ArrayList<String>();
        for (var i = 0; i < names.size(); i++) {
            var isKnown =
                    meanings.containsValue(i) || OURS.contains(ColumnWords.plain(names.get(i)));
            if (!isKnown && !names.get(i).isBlank()) {
                passed.add(names.get(i));
            }
        }
        return passed;
    }

    boolean isOurs(int position) {
        return OURS.contains(ColumnWords.plain(names.get(position)));
    }

    /** What a row has of this meaning; empty when there is no such column. */
    String meant(List<String> fields, String meaning) {
        if (meaning.equals("name")) {
            var name = at(fields, meanings.get("name"));
            return name.isBlank()
                    ? (at(fields, meanings.get("first")) + " " + at(fields, meanings.get("last")))
                            .strip()
                    : name;
        }
        return at(fields, meanings.get(meaning));
    }

    /** What a row has in the column of this plain name; empty when there is no such column. */
    String plainly(List<String> fields, String name) {
        return at(fields, plain.get(name));
    }

    private static String at(List<String> fields, @Nullable Integer position) {
        return position == null || position >= fields.size() ? "" : fields.get(position);
    }
}
