package org.briefwire.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;

/**
 * Who may send. On SQLite one process at a time, by an operating-system lock on a file; on
 * PostgreSQL any number, each with a session's advisory lock of its own. Either lock ends with its
 * process, whatever ends it, so a claim is dead at once when its owner is: taking the lock makes
 * every dead owner's deliveries pending again.
 */
public final class CourierLock {
    /** The first key of our advisory locks; the second is the owner. */
    private static final int ADVISORY = 0x42574352;

    /**
     * Held by this process. A second look at a held file would open and close it, and closing any
     * descriptor of a file ends the process's lock on it (POSIX fcntl).
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

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
        this.file = data.resolve("courier.lock").toAbsolutePath().normalize();
        this.clock = clock;
    }

    /** The right to send, until it is closed; empty while another living process has it. */
    public Optional<Claim> tryTake() {
        return switch (database.dialect()) {
            case SQLITE -> tryFile();
            case POSTGRESQL -> Optional.of(ofSession());
        };
    }

    private Optional<Claim> tryFile() {
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        var taken = Optional.<Claim>empty();
        try {
            taken = lockFile();
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(file);
            }
        }
        return taken;
    }

    private Optional<Claim> lockFile() {
        try {
            Files.createDirectories(file.resolveSibling("."));
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return Optional.of(new FileClaim(database, channel, enter(), file));
                }
            } catch (StoreException e) {
                channel.close();
                throw e;
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException(
                    "the courier's lock %s: %s".formatted(file, e.getMessage()), e);
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

    private Claim ofSession() {
        var session = database.session();
        try {
            // nobody sees the new node before its lock is had
            var id =
                    session.inTransaction(handle -> {
                        var node = newNode(handle);
                        Claims.tryAdvisory(handle, ADVISORY, node);
                        return node;
                    });
            reclaimDead(session);
            return new SessionClaim(database, session, id);
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    /** A lock that can be had belongs to nobody who lives. */
    private void reclaimDead(Handle session) {
        for (var owner : database.read(Claims::owners)) {
            if (Claims.tryAdvisory(session, ADVISORY, owner)) {
                database.change(handle -> Claims.free(handle, owner));
                Claims.unlockAdvisory(session, ADVISORY, owner);
            }
        }
    }

    private CourierId newNode(Handle handle) {
        var now = clock.instant().toEpochMilli();
        return new CourierId(
                handle.createQuery(
                                "INSERT INTO node (epoch, beat) VALUES (:now, :now) RETURNING id")
                        .bind("now", now)
                        .mapTo(long.class)
                        .one());
    }

    /** The right to send. */
    public sealed interface Claim extends AutoCloseable {
        CourierId owner();

        /** Whether it is still had: a lost database session has lost its lock. */
        boolean held();

        /** Makes what is claimed and not handed over due again, as it was before. */
        void putBack();

        /** Gives back what is claimed and not handed over, and lets others send. */
        @Override
        void close();
    }

    private record FileClaim(Database database, FileChannel channel, CourierId owner, Path file)
            implements Claim {
        @Override
        public boolean held() {
            return channel.isOpen();
        }

        @Override
        public void putBack() {
            database.change(handle -> Claims.putBack(handle, owner));
        }

        @Override
        public void close() {
            try (channel) {
                database.change(handle -> Claims.free(handle, owner));
            } catch (IOException e) {
                throw new StoreException("the courier's lock can't be let go", e);
            } finally {
                HELD.remove(file);
            }
        }
    }

    private record SessionClaim(Database database, Handle session, CourierId owner)
            implements Claim {
        @Override
        public boolean held() {
            return Claims.answers(session);
        }

        @Override
        public void putBack() {
            database.change(handle -> Claims.putBack(handle, owner));
        }

        @Override
        public void close() {
            try (session) {
                database.change(handle -> Claims.free(handle, owner));
                Claims.unlockAdvisory(session, ADVISORY, owner);
            }
        }
    }
}
