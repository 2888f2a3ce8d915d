package org.briefwire.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/** What was measured: each figure beside its rival of the same minute. */
final class Report {
    private final int people;
    private int octets;
    private final List<Row> rows = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    Report(int people) {
        this.people = people;
    }

    /** How long each message is. */
    void octets(int octets) {
        this.octets = octets;
    }

    /** Wanted: at least so much of the rival's rate; 0: nothing is wanted. */
    private record Row(
            String name, double rate, String rival, double rivalRate, double ratio, double wanted) {
        String verdict() {
            return wanted == 0 ? "" : ratio >= wanted ? "reached" : "missed";
        }
    }

    private record Note(String name, double value) {}

    void note(String name, double value) {
        notes.add(new Note(name, value));
    }

    /** Measures both in turn; the round with the median ratio counts. */
    void compare(
            String name,
            String rival,
            double wanted,
            int rounds,
            DoubleSupplier ours,
            DoubleSupplier theirs) {
        var tries = new ArrayList<Row>();
        for (var round = 0; round < rounds; round++) {
            var their = theirs.getAsDouble();
            var our = ours.getAsDouble();
            System.err.printf(
                    Locale.ROOT, "bench:   %.0f beside %.0f: %.2f%n", our, their, our / their);
            tries.add(new Row(name, our, rival, their, our / their, wanted));
        }
        tries.sort((a, b) -> Double.compare(a.ratio(), b.ratio()));
        rows.add(tries.get(tries.size() / 2));
    }

    void print() {
        System.out.printf("%n%d recipients, %d octets a message%n", people, octets);
        System.out.printf(
                "%-32s %9s   %-34s %9s %6s %7s%n",
                "briefwire", "msg/s", "beside", "msg/s", "ratio", "wanted");
        for (var row : rows) {
            System.out.printf(
                    Locale.ROOT,
                    "%-32s %9.0f   %-34s %9.0f %6.2f %7s %s%n",
                    row.name(),
                    row.rate(),
                    row.rival(),
                    row.rivalRate(),
                    row.ratio(),
                    row.wanted() == 0 ? "" : String.format(Locale.ROOT, "%.1f", row.wanted()),
                    row.verdict());
        }
        for (var note : notes) {
            System.out.printf(Locale.ROOT, "%-44s %9.0f%n", note.name(), note.value());
        }
    }

    String json() {
        var text = new StringBuilder();
        text.append("{\"recipients\":%d,\"octets\":%d,\"rows\":[".formatted(people, octets));
        for (var row : rows) {
            text.append(rows.indexOf(row) == 0 ? "\n" : ",\n")
                    .append(
                            String.format(
                                    Locale.ROOT,
                                    "{\"name\":\"%s\",\"rate\":%.0f,\"beside\":\"%s\",\"besideRate\":%.0f,\"ratio\":%.3f,\"wanted\":%.1f,\"verdict\":\"%s\"}",
                                    row.name(),
                                    row.rate(),
                                    row.rival(),
                                    row.rivalRate(),
                                    row.ratio(),
                                    row.wanted(),
                                    row.verdict()));
        }
        text.append("],\"notes\":{");
        for (var note : notes) {
            text.append(notes.indexOf(note) == 0 ? "" : ",")
                    .append(String.format(Locale.ROOT, "\"%s\":%.0f", note.name(), note.value()));
        }
        return text.append("}}\n").toString();
    }
}
