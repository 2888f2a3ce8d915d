package org.briefwire.store;

import java.nio.file.Path;
import java.util.Optional;
import org.briefwire.model.BriefwireException;

/** The right to serve from a SQLite file: one process has it, until it ends. */
public final class SoleServer implements AutoCloseable {
    private final Optional<HeldFile> held;

    private SoleServer(Optional<HeldFile> held) {
        this.held = held;
    }

    /**
     * Takes the right; on PostgreSQL everybody has it.
     *
     * @throws BriefwireException when another process serves from the same file
     */
    public static SoleServer of(Database database) {
        return new SoleServer(database.file().map(SoleServer::take));
    }

    private static HeldFile take(Path file) {
        return HeldFile.tryTake(file.resolveSibling(file.getFileName() + ".serve"))
                .orElseThrow(() ->
                        new BriefwireException(
                                "%s is served by another Briefwire already: SQLite has one 'serve' at a time; stop the other one, or let several share a PostgreSQL database (database.url)"
                                        .formatted(file)));
    }

    @Override
    public void close() {
        held.ifPresent(HeldFile::close);
    }
}
