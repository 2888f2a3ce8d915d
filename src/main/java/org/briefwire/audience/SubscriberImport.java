package org.briefwire.audience;

import java.time.InstantSource;
import java.util.function.BiConsumer;
import org.briefwire.model.Progress;
import org.briefwire.store.Imports;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Suppressions;

/**
 * Imports subscribers from a file: as a stream, a transaction for each few thousand rows, so that
 * neither memory nor other writers feel its length. A row that can't be taken is set aside; the
 * rest go on. Cut off in the middle, it goes on where it was when it is called again.
 */
public final class SubscriberImport {
    private final Enrol enrol;
    private final Subscribers subscribers;
    private final Suppressions suppressions;
    private final Imports imports;
    private final InstantSource clock;

    public SubscriberImport(
            Enrol enrol,
            Subscribers subscribers,
            Suppressions suppressions,
            Imports imports,
            InstantSource clock) {
        this.enrol = enrol;
        this.subscribers = subscribers;
        this.suppressions = suppressions;
        this.imports = imports;
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
            var run = new ImportRun(order, table, desk(order, table));
            return run.all(onRejected, work);
        }
    }

    private ImportDesk desk(ImportOrder order, Table table) {
        var at = clock.instant();
        return switch (order.mode()) {
            case REHEARSAL -> new ImportDesk.Rehearsal(enrol, subscribers, at);
            case FOR_GOOD -> {
                var name = String.valueOf(order.file().getFileName());
                var begun = imports.begin(name, table.hash(), order.manner(), at);
                yield new ImportDesk.ForGood(
                        enrol, subscribers, suppressions, imports, order, begun, at);
            }
        };
    }
}
