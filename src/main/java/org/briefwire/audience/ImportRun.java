package org.briefwire.audience;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.briefwire.audience.Enrol.Outcome;
import org.briefwire.audience.ImportDesk.Barred;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Progress;
import org.briefwire.model.SuppressionReason;

/** One pass over a file of people: row by row, handed on in batches. */
final class ImportRun {
    private static final int BATCH = 5_000;

    private final ImportOrder order;
    private final Table table;
    private final ImportDesk desk;
    private final Map<String, RowReader> readers = new HashMap<>();
    private final Map<String, Waiting> batch = new LinkedHashMap<>();
    private final List<Barred> barred = new ArrayList<>();
    private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
    private long rows;
    private long elsewhere;
    private long suppressed;
    private long barredRows;
    private long rejected;

    private record Waiting(NewsList list, Application application, boolean isBarred) {}

    ImportRun(ImportOrder order, Table table, ImportDesk desk) {
        this.order = order;
        this.table = table;
        this.desk = desk;
        if (order.lists().size() != 1 && !table.header().has("list")) {
            throw new BriefwireException(
                    "%s has no column 'list': say which with --list".formatted(order.file()));
        }
    }

    ImportReport all(BiConsumer<Long, String> onRejected, Progress.Work work) {
        var through = skip(desk.before());
        work.done(through);
        var rejects = desk.number().map(_ -> new Rejects(order.file(), table.header(), through));
        try {
            var line = through;
            for (var row = table.next(); row.isPresent(); row = table.next()) {
                try {
                    take(row.get());
                } catch (IllegalArgumentException e) {
                    rejected++;
                    var reason = String.valueOf(e.getMessage());
                    onRejected.accept(row.get().line(), reason);
                    var rejectedRow = row.get();
                    rejects.ifPresent(file -> file.add(rejectedRow, reason));
                }
                rows++;
                if (batch.size() + barred.size() >= BATCH) {
                    flush();
                }
                work.done(row.get().line() - line);
                line = row.get().line();
            }
            flush();
            desk.end();
        } finally {
            rejects.ifPresent(Rejects::close);
        }
        return new ImportReport(
                desk.number(),
                rows,
                desk.before(),
                outcomes,
                elsewhere,
                suppressed,
                barredRows,
                rejected,
                rejects.flatMap(Rejects::file),
                table.notes());
    }

    /** Passes over what was dealt with before; answers the line of the last of it. */
    private long skip(long before) {
        var line = 0L;
        while (rows < before) {
            var row = table.next();
            if (row.isEmpty()) {
                return line;
            }
            line = row.get().line();
            rows++;
        }
        return line;
    }

    private void take(Table.Row row) {
        var columns = table.header().names().size();
        if (row.fields().size() > columns) {
            throw new IllegalArgumentException(
                    "it has %d fields, the first row %d; put quotes around a field with a separator"
                            .formatted(row.fields().size(), columns));
        }
        var list = list(table.field(row, "list").strip());
        if (list.isEmpty()) {
            elsewhere++;
            return;
        }
        var stand = table.stand(row);
        var barredThere = stand.flatMap(Exporter.Stand::barred);
        if (barredThere.isPresent()) {
            var evidence = stand.map(Exporter.Stand::evidence).orElse("");
            bar(row, barredThere.get(), evidence);
            return;
        }
        var reader =
                readers.computeIfAbsent(
                        list.get().id().value(), _ -> new RowReader(list.get(), order.state()));
        var application = reader.read(meaning -> field(row, meaning, stand));
        var reason = reason(table.field(row, "suppressed").strip());
        add(new Waiting(list.get(), application, reason.isPresent()));
        reason.ifPresent(known -> bar(row, known, "as where the file comes from"));
    }

    private void bar(Table.Row row, SuppressionReason reason, String evidence) {
        barred.add(new Barred(EmailAddress.parse(table.field(row, "email")), reason, evidence));
        barredRows++;
    }

    private static Optional<SuppressionReason> reason(String word) {
        if (word.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                Arrays.stream(SuppressionReason.values())
                        .filter(reason -> reason.word().equals(word.toLowerCase(Locale.ROOT)))
                        .findFirst()
                        .orElseThrow(() ->
                                new IllegalArgumentException(
                                        "'%s' is no reason to get no mail; one is %s"
                                                .formatted(word, reasons()))));
    }

    private static String reasons() {
        return Arrays.stream(SuppressionReason.values())
                .map(SuppressionReason::word)
                .collect(Collectors.joining(", "));
    }

    private Optional<NewsList> list(String name) {
        if (name.isEmpty()) {
            if (order.lists().size() == 1) {
                return Optional.of(order.lists().getFirst());
            }
            throw new IllegalArgumentException("it names no list; " + known());
        }
        var found =
                order.lists().stream().filter(list -> list.id().value().equals(name)).findFirst();
        if (found.isEmpty() && order.lists().size() > 1) {
            throw new IllegalArgumentException(
                    "there is no list '%s'; %s".formatted(name, known()));
        }
        return found;
    }

    private String known() {
        return "the config has "
                + order.lists().stream()
                        .map(list -> list.id().value())
                        .collect(Collectors.joining(", "));
    }

    // another program's words for language and zone are taken where they are ours too
    private String field(Table.Row row, String meaning, Optional<Exporter.Stand> stand) {
        var said = table.field(row, meaning);
        if (stand.isEmpty()) {
            return said;
        }
        return switch (meaning) {
            case "state" -> stand.get().wish() == Exporter.Wish.LEFT ? "unsubscribed" : "active";
            case "evidence" -> stand.get().evidence();
            case "language" -> RowReader.isLanguage(said) ? said : "";
            case "zone" -> RowReader.isZone(said) ? said : "";
            default -> said;
        };
    }

    private void add(Waiting waiting) {
        var key = waiting.list().id() + " " + waiting.application().address().key();
        if (batch.containsKey(key)) {
            flush();
        }
        batch.put(key, waiting);
    }

    private void flush() {
        var addresses = batch.values().stream().map(each -> each.application().address()).toList();
        var barredHere = desk.suppressed(addresses);
        var applications = new LinkedHashMap<NewsList, List<Application>>();
        for (var each : batch.values()) {
            // whom the file itself suppresses is taken over as such, with what they had
            if (!each.isBarred() && barredHere.contains(each.application().address().keyHash())) {
                suppressed++;
            } else {
                applications
                        .computeIfAbsent(each.list(), _ -> new ArrayList<>())
                        .add(each.application());
            }
        }
        desk.take(applications, List.copyOf(barred), rows)
                .forEach(outcome -> outcomes.merge(outcome, 1L, Long::sum));
        batch.clear();
        barred.clear();
    }
}
