package org.briefwire.audience;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.briefwire.model.BriefwireException;

/**
 * A CSV file (RFC 4180) in UTF-8, with or without a byte order mark, parted by commas, semicolons
 * or tabs; its first row names the columns. It is read as a stream.
 */
final class Table implements AutoCloseable {
    private static final Set<String> COLUMNS =
            Set.of(
                    "email",
                    "name",
                    "language",
                    "zone",
                    "list",
                    "state",
                    "cadence",
                    "topics",
                    "depth");

    /** What our own rejects files have besides; fixed, they can be imported as they are. */
    private static final Set<String> PASSED_OVER = Set.of("line", "reason");

    private final Path file;
    private final long lines;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final List<String> header;
    private final Map<String, Integer> positions = new HashMap<>();

    private Table(Path file, long lines) throws IOException {
        this.file = file;
        this.lines = lines;
        this.reader =
                CsvReader.builder()
                        .fieldSeparator(separator(file))
                        .detectBomHeader(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(file);
        this.records = reader.iterator();
        this.header = next().map(Row::fields).orElse(List.of());
    }

    /**
     * Opens a file.
     *
     * @throws BriefwireException when it can't be read, or its header row is wrong
     */
    static Table open(Path file) {
        try {
            var lines = checkEncoding(file);
            var table = new Table(file, lines);
            try {
                table.checkHeader();
                return table;
            } catch (BriefwireException e) {
                table.close();
                throw e;
            }
        } catch (NoSuchFileException e) {
            throw new BriefwireException("there is no file " + file, e);
        } catch (IOException e) {
            throw new BriefwireException("%s can't be read: %s".formatted(file, e), e);
        }
    }

    /** Reads all of it once, so that an import fails before its first row rather than midway. */
    private static long checkEncoding(Path file) throws IOException {
        var line = 1L;
        try (var lines = Files.newBufferedReader(file)) {
            while (lines.readLine() != null) {
                line++;
            }
            return line - 1;
        } catch (CharacterCodingException e) {
            throw new BriefwireException(
                    "%s is not in UTF-8 (near line %d); save it as 'CSV UTF-8' and import that"
                            .formatted(file, line),
                    e);
        }
    }

    /** How many lines the file has; a quoted field may take several. */
    long lines() {
        return lines;
    }

    private static char separator(Path file) throws IOException {
        try (var lines = Files.newBufferedReader(file)) {
            var first = Optional.ofNullable(lines.readLine()).orElse("");
            if (first.indexOf('\t') >= 0) {
                return '\t';
            }
            return first.indexOf(',') < 0 && first.indexOf(';') >= 0 ? ';' : ',';
        }
    }

    private void checkHeader() {
        for (var i = 0; i < header.size(); i++) {
            var name = header.get(i).strip().toLowerCase(Locale.ROOT);
            if (!COLUMNS.contains(name) && !PASSED_OVER.contains(name)) {
                throw new BriefwireException(
                        "%s:1: the column '%s' is not known; the first row names columns: email, and perhaps name, language, zone, topics, cadence, depth"
                                .formatted(file, header.get(i)));
            }
            if (positions.put(name, i) != null) {
                throw new BriefwireException(
                        "%s:1: the column '%s' stands twice".formatted(file, header.get(i)));
            }
        }
        if (!positions.containsKey("email")) {
            throw new BriefwireException(
                    "%s:1: no column is named email; the first row names the columns"
                            .formatted(file));
        }
    }

    List<String> header() {
        return header;
    }

    /** The next row, if there is one. */
    Optional<Row> next() {
        try {
            if (!records.hasNext()) {
                return Optional.empty();
            }
            var row = records.next();
            return Optional.of(new Row(row.getStartingLineNumber(), row.getFields()));
        } catch (CsvParseException e) {
            throw new BriefwireException(
                    "%s is no CSV: %s".formatted(file, String.valueOf(e.getMessage())), e);
        } catch (UncheckedIOException e) {
            throw new BriefwireException("%s can't be read: %s".formatted(file, e), e);
        }
    }

    /** What a row has in a column; empty when there is no such column. */
    String field(Row row, String column) {
        var position = positions.get(column);
        return position == null || position >= row.fields().size()
                ? ""
                : row.fields().get(position);
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new BriefwireException("%s can't be read: %s".formatted(file, e), e);
        }
    }

    /** A row, with the line on which it begins. */
    record Row(long line, List<String> fields) {}
}
