package org.briefwire.audience;

import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.briefwire.audience.Enrol.Outcome;
import org.briefwire.model.Progress;
import org.briefwire.store.Enrolment.Why;

/**
 * Imports subscribers from a CSV file: as a stream, a transaction for each 500 rows, so that
 * neither memory nor other writers feel its length. A row that can't be taken is set aside; the
 * rest go on.
 */
public final class SubscriberImport {
    private static final int BATCH = 500;

    private final Enrol enrol;
    private final InstantSource clock;

    public SubscriberImport(Enrol enrol, InstantSource clock) {
        this.enrol = enrol;
        this.clock = clock;
    }

    /**
     * Imports a file.
     *
     * @param onRejected hears of each row that was set aside: its line and why
     * @param progress hears of each line
     */
    public ImportReport run(
            ImportOrder order, BiConsumer<Long, String> onRejected, Progress progress) {
        try (var table = Table.open(order.file());
                var work = progress.begin("importing", table.lines())) {
            return new Run(order, table, onRejected, clock.instant()).all(work);
        }
    }

    private final class Run {
        private final ImportOrder order;
        private final Table table;
        private final BiConsumer<Long, String> onRejected;
        private final RowReader reader;
        private final Why why;
        private final Map<String, Application> batch = new LinkedHashMap<>();
        private final Set<String> rehearsed = new HashSet<>();
        private final Map<Outcome, Long> outcomes = new EnumMap<>(Outcome.class);
        private long rows;
        private long elsewhere;
        private long rejected;

        Run(ImportOrder order, Table table, BiConsumer<Long, String> onRejected, Instant at) {
            this.order = order;
            this.table = table;
            this.onRejected = onRejected;
            this.reader = new RowReader(order.list(), order.state());
            this.why = new Why(at, evidence(order), String.valueOf(order.file().getFileName()));
        }

        private static String evidence(ImportOrder order) {
            return switch (order.state()) {
                case ACTIVE -> "imported by the operator as confirmed";
                case PENDING, UNSUBSCRIBED -> "imported by the operator";
            };
        }

        ImportReport all(Progress.Work work) {
            var rejects =
                    switch (order.mode()) {
                        case FOR_GOOD -> Optional.of(new Rejects(order.file(), table.header()));
                        case REHEARSAL -> Optional.<Rejects>empty();
                    };
            try {
                var line = 0L;
                for (var row = table.next(); row.isPresent(); row = table.next()) {
                    rows++;
                    take(row.get(), rejects);
                    work.done(row.get().line() - line);
                    line = row.get().line();
                }
                flush();
            } finally {
                rejects.ifPresent(Rejects::close);
            }
            return new ImportReport(
                    rows, outcomes, elsewhere, rejected, rejects.flatMap(Rejects::file));
        }

        private void take(Table.Row row, Optional<Rejects> rejects) {
            try {
                if (row.fields().size() > table.header().size()) {
                    throw new IllegalArgumentException(
                            "it has %d fields, the first row %d; put quotes around a field with a separator"
                                    .formatted(row.fields().size(), table.header().size()));
                }
                var list = table.field(row, "list").strip();
                if (!list.isEmpty() && !list.equals(order.list().id().value())) {
                    elsewhere++;
                    return;
                }
                collect(reader.read(column -> table.field(row, column)));
            } catch (IllegalArgumentException e) {
                rejected++;
                var reason = String.valueOf(e.getMessage());
                onRejected.accept(row.line(), reason);
                rejects.ifPresent(file -> file.add(table, row, reason));
            }
        }

        private void collect(Application application) {
            var key = application.address().key();
            if (batch.containsKey(key)) {
                flush();
            }
            batch.put(key, application);
            if (batch.size() == BATCH) {
                flush();
            }
        }

        private void flush() {
            var applications = List.copyOf(batch.values());
            batch.clear();
            switch (order.mode()) {
                case FOR_GOOD -> enrol.enrol(order.list(), applications, why).forEach(this::count);
                case REHEARSAL -> rehearse(applications);
            }
        }

        // what an earlier row would have added is not there for a later one of the same address
        private void rehearse(List<Application> applications) {
            var results = enrol.rehearse(order.list(), applications, why).iterator();
            for (var application : applications) {
                var outcome = results.next();
                var isFirst = rehearsed.add(application.address().key());
                count(outcome == Outcome.ADDED && !isFirst ? Outcome.UNCHANGED : outcome);
            }
        }

        private void count(Outcome outcome) {
            outcomes.merge(outcome, 1L, Long::sum);
        }
    }
}
