package org.briefwire.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A file that one process holds by an operating-system lock, which ends with the process. */
final class HeldFile implements AutoCloseable {
    /**
     * Held by this process. A second look at a held file would open and close it, and closing any
     * descriptor of a file ends the process's lock on it (POSIX fcntl).
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private HeldFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** The file, held until it is closed; empty while anybody else holds it. */
    static Optional<HeldFile> tryTake(Path path) {
        var file = path.toAbsolutePath().normalize();
        if (!HELD.add(file)) {
            return Optional.empty();
        }
        var taken = Optional.<HeldFile>empty();
        try {
            taken = lock(file);
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(file);
            }
        }
        return taken;
    }

    private static Optional<HeldFile> lock(Path file) {
        try {
            Files.createDirectories(file.resolveSibling("."));
            var channel =
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() != null) {
                return Optional.of(new HeldFile(file, channel));
            }
            channel.close();
            return Optional.empty();
        } catch (IOException e) {
            throw new StoreException("the lock %s: %s".formatted(file, e.getMessage()), e);
        }
    }

    boolean isHeld() {
        return channel.isOpen();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("the lock %s can't be let go".formatted(file), e);
        } finally {
            HELD.remove(file);
        }
    }
}
