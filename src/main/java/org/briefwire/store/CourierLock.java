package org.briefwire.store;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntSupplier;
import org.jdbi.v3.core.Handle;

/**
 * Who may send. On SQLite one process at a time, by an operating-system lock on a file; on
 * PostgreSQL any number, each with a {@link Lease} of its own. Either ends with its process,
 * whatever ends it, so a claim is dead at once when its owner is: taking the lock makes every dead
 * owner's deliveries pending again.
 */
public final class CourierLock {
    private final Database database;
    private final Path file;
    private final InstantSource clock;

    /**
     * A lock that nobody has taken yet.
     *
     * @param data the folder of the lock's file
     */
    public CourierLock(Database database, Path data, InstantSource clock) {
        this.database = database;
        this.file = data.resolve("courier.lock");
        this.clock = clock;
    }

    /** The right to send, until it is closed; empty while another living process has it. */
    public Optional<Claim> tryTake() {
        return switch (database.dialect()) {
            case SQLITE -> tryFile();
            case POSTGRESQL -> Optional.of(Lease.take(database));
        };
    }

    private Optional<Claim> tryFile() {
        var held = HeldFile.tryTake(file);
        if (held.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new FileClaim(database, held.get(), enter()));
        } catch (RuntimeException e) {
            held.get().close();
            throw e;
        }
    }

    /** On SQLite whoever holds the file is the only one alive. */
    private CourierId enter() {
        return database.write(handle -> {
            handle.execute("DELETE FROM node");
            var id = newNode(handle);
            Claims.owners(handle).forEach(dead -> Claims.putBack(handle, dead));
            return id;
        });
    }

    private CourierId newNode(Handle handle) {
        var now = clock.instant().toEpochMilli();
        return new CourierId(
                handle.createQuery(
                                """
                                INSERT INTO node (epoch, beat, looked) VALUES (:now, :now, 0)
                                RETURNING id
                                """)
                        .bind("now", now)
                        .mapTo(long.class)
                        .one());
    }

    /** The right to send. An owner's number is its epoch too: nobody ever has it again. */
    public sealed interface Claim extends AutoCloseable permits FileClaim, Lease {
        CourierId owner();

        /** Whether it is still had; costs nothing, to be asked before each message. */
        boolean held();

        /** What its owner told was refused: before anything else is sent, it looks for itself. */
        void doubt();

        /** Whether nobody else who lives, and can send, has had the right for longer. */
        boolean isFirst();

        /** Whether another who lives has looked through what was left before they came. */
        boolean hasAnotherLooked();

        /** Lets the others know that what was left has been looked through. */
        void looked();

        /** How many have the right, this one with them. */
        int sharers();

        /**
         * Lets an operator see how many shards its owner has, and the others whether it reaches any
         * server.
         */
        void shows(IntSupplier shards, BooleanSupplier away);

        /** Makes what is claimed and not handed over due again, as it was before. */
        void putBack();

        /** Gives back what is claimed and not handed over, and lets others send. */
        @Override
        void close();
    }

    private record FileClaim(Database database, HeldFile file, CourierId owner) implements Claim {
        @Override
        public boolean held() {
            return file.isHeld();
        }

        @Override
        public void doubt() {
            // whoever holds the file is the only one alive
        }

        @Override
        public boolean isFirst() {
            return true;
        }

        @Override
        public boolean hasAnotherLooked() {
            return false;
        }

        @Override
        public void looked() {
            // nobody else waits for it
        }

        @Override
        public int sharers() {
            return 1;
        }

        @Override
        public void shows(IntSupplier shards, BooleanSupplier away) {
            // it has the whole queue, and there are no others
        }

        @Override
        public void putBack() {
            database.change(handle -> Claims.putBack(handle, owner));
        }

        @Override
        public void close() {
            try (file) {
                database.change(handle -> Claims.free(handle, owner));
            }
        }
    }
}
