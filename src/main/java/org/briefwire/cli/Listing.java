package org.briefwire.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.briefwire.json.Json;

/** Rows of one kind, printed for programs or for people; complete when it is closed. */
sealed interface Listing<T> extends AutoCloseable {
    void add(T row);

    @Override
    void close();

    /** A column of the table for people. */
    record Column<T>(String title, Function<T, String> cell) {
        static <T> Column<T> of(String title, Function<T, Object> value) {
            return new Column<>(title, row -> value.apply(row).toString());
        }
    }

    /** One array, one line a record, written as the rows come. */
    final class AsJson<T> implements Listing<T> {
        private final PrintStream out;
        private boolean empty = true;

        AsJson(PrintStream out) {
            this.out = out;
        }

        @Override
        public void add(T row) {
            out.print(empty ? "[" : ",\n ");
            out.print(Json.write(row));
            empty = false;
        }

        @Override
        public void close() {
            out.println(empty ? "[]" : "]");
        }
    }

    /** Aligned columns; nothing at all when there are no rows. */
    final class AsTable<T> implements Listing<T> {
        private final PrintStream out;
        private final List<Column<T>> columns;
        private final List<String[]> lines = new ArrayList<>();

        AsTable(PrintStream out, List<Column<T>> columns) {
            this.out = out;
            this.columns = List.copyOf(columns);
            lines.add(columns.stream().map(Column::title).toArray(String[]::new));
        }

        @Override
        public void add(T row) {
            lines.add(
                    columns.stream().map(c -> oneLine(c.cell().apply(row))).toArray(String[]::new));
        }

        private static String oneLine(String cell) {
            return cell.replaceAll("[\\p{Cntrl}\\u2028\\u2029]+", " ");
        }

        @Override
        public void close() {
            if (lines.size() == 1) {
                return;
            }
            var widths = new int[columns.size()];
            for (var line : lines) {
                Arrays.setAll(widths, i -> Math.max(widths[i], TextWidth.of(line[i])));
            }
            for (var line : lines) {
                out.println(aligned(line, widths));
            }
        }

        private static String aligned(String[] line, int[] widths) {
            var text = new StringBuilder();
            for (var i = 0; i < line.length; i++) {
                text.append(line[i]);
                text.append(" ".repeat(widths[i] - TextWidth.of(line[i]) + 2));
            }
            return text.toString().stripTrailing();
        }
    }
}
