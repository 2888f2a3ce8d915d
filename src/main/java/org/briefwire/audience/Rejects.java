package org.briefwire.audience;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.BriefwireException;
import org.jspecify.annotations.Nullable;

/** The rows that an import could not take: as they were, with line and reason in front. */
final class Rejects implements AutoCloseable {
    private static final List<String> OURS = List.of("line", "reason");

    private final Path file;
    private final Columns columns;
    private final boolean isKept;
    private @Nullable CsvWriter writer;

    /**
     * Begins anew, or goes on.
     *
     * @param through what was rejected up to this line stays; 0: what an earlier import of the file
     *     rejected is gone
     */
    Rejects(Path imported, Columns columns, long through) {
        var name = String.valueOf(imported.getFileName()).replaceFirst("(?i)\\.(csv|tsv|txt)$", "");
        this.file = imported.resolveSibling(name + ".rejected.csv");
        this.columns = columns;
        try {
            this.isKept = through > 0 && Files.exists(file);
            if (isKept) {
                keep(through);
            } else {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    // what came after that line is rejected once more
    private void keep(long through) throws IOException {
        var draft = file.resolveSibling(file.getFileName() + ".new");
        try (var rows =
                        CsvReader.builder()
                                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                                .ofCsvRecord(file);
                var kept = CsvWriter.builder().build(draft)) {
            var isFirst = true;
            for (var row : rows) {
                if (isFirst || isUpTo(through, row.getField(0))) {
                    kept.writeRecord(row.getFields());
                }
                isFirst = false;
            }
        }
        Files.move(draft, file, StandardCopyOption.REPLACE_EXISTING);
    }

    // a kill may have cut the last row off
    private static boolean isUpTo(long through, String line) {
        return line.matches("\\d{1,18}") && Long.parseLong(line) <= through;
    }

    /** The file; nothing when no row was rejected. */
    Optional<Path> file() {
        return writer == null && !isKept ? Optional.empty() : Optional.of(file);
    }

    void add(Table.Row row, String reason) {
        var fields = new ArrayList<String>();
        fields.add(Long.toString(row.line()));
        fields.add(reason);
        for (var i = 0; i < row.fields().size(); i++) {
            if (i >= columns.names().size() || !columns.isOurs(i)) {
                fields.add(row.fields().get(i));
            }
        }
        try {
            opened().writeRecord(fields);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private CsvWriter opened() throws IOException {
        var open = writer;
        if (open != null) {
            return open;
        }
        open =
                CsvWriter.builder()
                        .build(
                                file,
                                StandardCharsets.UTF_8,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.APPEND);
        writer = open;
        if (!isKept) {
            var header = new ArrayList<>(OURS);
            for (var i = 0; i < columns.names().size(); i++) {
                if (!columns.isOurs(i)) {
                    header.add(columns.names().get(i));
                }
            }
            open.writeRecord(header);
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
