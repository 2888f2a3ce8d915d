package org.briefwire.audience;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.briefwire.model.BriefwireException;
import org.jspecify.annotations.Nullable;

/** The rows that an import could not take: as they were, with line and reason in front. */
final class Rejects implements AutoCloseable {
    private static final List<String> OURS = List.of("line", "reason");

    private final Path file;
    private final List<String> columns;
    private @Nullable CsvWriter writer;

    /** Begins anew: what an earlier import of the file rejected is gone. */
    Rejects(Path imported, List<String> header) {
        var name = String.valueOf(imported.getFileName()).replaceFirst("(?i)\\.csv$", "");
        this.file = imported.resolveSibling(name + ".rejected.csv");
        this.columns =
                header.stream()
                        .map(column -> column.strip().toLowerCase(Locale.ROOT))
                        .filter(column -> !OURS.contains(column))
                        .toList();
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The file; nothing when no row was rejected. */
    Optional<Path> file() {
        return writer == null ? Optional.empty() : Optional.of(file);
    }

    void add(Table table, Table.Row row, String reason) {
        var fields = new ArrayList<String>();
        fields.add(Long.toString(row.line()));
        fields.add(reason);
        columns.forEach(column -> fields.add(table.field(row, column)));
        try {
            opened().writeRecord(fields);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private CsvWriter opened() throws IOException {
        var open = writer;
        if (open == null) {
            open = CsvWriter.builder().build(file);
            writer = open;
            var first = new ArrayList<>(OURS);
            first.addAll(columns);
            open.writeRecord(first);
        }
        return open;
    }

    @Override
    public void close() {
        try {
            if (writer != null) {
                writer.close();
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private BriefwireException failed(IOException e) {
        return new BriefwireException("%s can't be written: %s".formatted(file, e), e);
    }
}
