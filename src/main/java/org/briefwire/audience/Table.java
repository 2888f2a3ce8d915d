package org.briefwire.audience;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Mailbox;

/**
 * A file of people, read as a stream: CSV (RFC 4180) in any common encoding and with any common
 * separator, whose first row names the columns; or without such a row; or a list of 'Name
 * &lt;address&gt;' lines, as Mailman writes it.
 */
final class Table implements AutoCloseable {
    private final Path file;
    private final FileScan scan;
    private final CsvReader<CsvRecord> reader;
    private final CloseableIterator<CsvRecord> records;
    private final boolean isOfLines;
    private final Columns columns;
    private final List<String> notes = new ArrayList<>();
    private Optional<Row> first = Optional.empty();

    private Table(Path file, FileScan scan) throws IOException {
        this.file = file;
        this.scan = scan;
        var sample = Sample.of(file, scan.charset());
        this.isOfLines = sample.isOfMailboxes();
        var builder =
                CsvReader.builder()
                        .fieldSeparator(isOfLines ? '\u0001' : sample.separator())
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE);
        if (isOfLines) {
            builder.quoteCharacter('\u0002');
        }
        this.reader = builder.ofCsvRecord(FileScan.open(file, scan.charset()));
        this.records = reader.iterator();
        try {
            this.columns = columns();
        } catch (BriefwireException e) {
            close();
            throw e;
        }
        note();
    }

    /**
     * Opens a file.
     *
     * @throws BriefwireException when it can't be read, or its header row is wrong
     */
    static Table open(Path file) {
        try {
            return new Table(file, FileScan.of(file));
        } catch (NoSuchFileException e) {
            throw new BriefwireException("there is no file " + file, e);
        } catch (IOException e) {
            throw new BriefwireException("%s can't be read: %s".formatted(file, e), e);
        }
    }

    private Columns columns() {
        var row = record();
        if (row.isEmpty()) {
            throw new BriefwireException(
                    "%s is empty; its first row names the columns, such as email, name"
                            .formatted(file));
        }
        if (isOfLines) {
            first = row;
            return Columns.unnamed(2, 0);
        }
        var fields = row.get().fields();
        for (var i = 0; i < fields.size(); i++) {
            if (EmailAddress.tryParse(fields.get(i)).isPresent()) {
                first = row;
                return Columns.unnamed(fields.size(), i);
            }
        }
        return Columns.named(fields, file + ":" + row.get().line());
    }

    private void note() {
        if (!scan.charset().equals(StandardCharsets.UTF_8)) {
            notes.add("read as " + scan.charset().name());
        }
        if (first.isPresent() && !isOfLines) {
            notes.add("the first row names no columns; addresses were found in it");
        }
        if (isOfLines) {
            notes.add("read as a list of addresses, as Mailman writes it");
        }
        if (columns.exporter() != Exporter.ANY) {
            notes.add("read as an export of " + name(columns.exporter()));
        }
        if (!columns.passedOver().isEmpty()) {
            notes.add("columns passed over: " + String.join(", ", columns.passedOver()));
        }
    }

    private static String name(Exporter exporter) {
        return switch (exporter) {
            case ANY -> "";
            case MAILCHIMP -> "Mailchimp";
            case LISTMONK -> "listmonk";
        };
    }

    Columns header() {
        return columns;
    }

    /** How the file was understood, where that is not plain. */
    List<String> notes() {
        return List.copyOf(notes);
    }

    /** How many lines the file has; a quoted field may take several. */
    long lines() {
        return scan.lines();
    }

    /** The SHA-256 of the file's bytes. */
    String hash() {
        return scan.hash();
    }

    /** The next row, if there is one. */
    Optional<Row> next() {
        if (first.isPresent()) {
            var kept = first;
            first = Optional.empty();
            return isOfLines ? kept.map(Table::mailbox) : kept;
        }
        return isOfLines ? record().map(Table::mailbox) : record();
    }

    private Optional<Row> record() {
        try {
            while (records.hasNext()) {
                var record = records.next();
                var fields = record.getFields();
                var isComment = isOfLines && fields.getFirst().strip().startsWith("#");
                if (!isComment && fields.stream().anyMatch(field -> !field.isBlank())) {
                    return Optional.of(new Row(record.getStartingLineNumber(), fields));
                }
            }
            return Optional.empty();
        } catch (CsvParseException e) {
            throw new BriefwireException(
                    "%s is no CSV: %s".formatted(file, String.valueOf(e.getMessage())), e);
        } catch (UncheckedIOException e) {
            throw new BriefwireException("%s can't be read: %s".formatted(file, e), e);
        }
    }

    private static Row mailbox(Row row) {
        var line = row.fields().getFirst();
        try {
            var mailbox = Mailbox.parse(line);
            return new Row(row.line(), List.of(mailbox.address().toString(), mailbox.name()));
        } catch (IllegalArgumentException notAMailbox) {
            return new Row(row.line(), List.of(line));
        }
    }

    /** What a row has of this meaning: email, name, list ... */
    String field(Row row, String meaning) {
        return columns.meant(row.fields(), meaning);
    }

    /** How the reader of a row stood where the file comes from. */
    Optional<Exporter.Stand> stand(Row row) {
        return columns.exporter().stand(name -> columns.plainly(row.fields(), name));
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

    /** A file's beginning, from which its shape is guessed. */
    private record Sample(String text) {
        private static final int LENGTH = 1 << 16;
        private static final String SEPARATORS = ",;\t|";
        private static final int ROWS = 20;

        static Sample of(Path file, Charset charset) throws IOException {
            try (var reader = FileScan.open(file, charset)) {
                var chars = new char[LENGTH];
                var length = 0;
                var read = 0;
                while (length < LENGTH && read >= 0) {
                    read = reader.read(chars, length, LENGTH - length);
                    length += Math.max(0, read);
                }
                return new Sample(new String(chars, 0, length));
            }
        }

        boolean isOfMailboxes() {
            return text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .findFirst()
                    .filter(Sample::isMailbox)
                    .isPresent();
        }

        private static boolean isMailbox(String line) {
            try {
                Mailbox.parse(line);
                return line.endsWith(">") || EmailAddress.tryParse(line).isPresent();
            } catch (IllegalArgumentException notAMailbox) {
                return false;
            }
        }

        /** The sign that parts the rows most evenly, into the most fields. */
        char separator() {
            var best = ',';
            var most = 1;
            for (var i = 0; i < SEPARATORS.length(); i++) {
                var separator = SEPARATORS.charAt(i);
                var fields = evenly(separator);
                if (fields > most) {
                    best = separator;
                    most = fields;
                }
            }
            return best;
        }

        /** How many fields the first row has, if most of the others have as many; else 1. */
        private int evenly(char separator) {
            var sizes = new ArrayList<Integer>();
            try (var rows =
                    CsvReader.builder()
                            .fieldSeparator(separator)
                            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                            .ofCsvRecord(text)) {
                for (var row : rows) {
                    sizes.add(row.getFieldCount());
                    if (sizes.size() == ROWS) {
                        break;
                    }
                }
            } catch (IOException | CsvParseException e) {
                // the sample ends within a quoted field
                return sizes.isEmpty() ? 1 : sizes.getFirst();
            }
            if (sizes.isEmpty()) {
                return 1;
            }
            var expected = sizes.getFirst();
            var same = sizes.stream().filter(expected::equals).count();
            return same * 2 >= sizes.size() ? expected : 1;
        }
    }
}
