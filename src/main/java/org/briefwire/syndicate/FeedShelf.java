package org.briefwire.syndicate;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.briefwire.model.BriefwireException;
import org.jspecify.annotations.Nullable;

/**
 * Feeds as files under the paths of their addresses, each with a gzip twin, both renamed into
 * place; unchanged ones are not touched. What was read stays in memory until the file changes, also
 * by another process. Safe for use by many threads.
 */
public final class FeedShelf {
    private static final int CACHED = 256;

    private final Path folder;
    private final Map<String, Cached> cache =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Cached> eldest) {
                    return size() > CACHED;
                }
            };

    /**
     * A shelf.
     *
     * @param folder made when the first feed is placed
     */
    public FeedShelf(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    private record Cached(Stamp stamp, ShelvedFeed feed) {}

    /** A file renamed into place has another key, whatever its time and size. */
    private record Stamp(long modified, long size, Object key) {
        static Stamp of(BasicFileAttributes file) {
            return new Stamp(
                    file.lastModifiedTime().toMillis(),
                    file.size(),
                    Objects.requireNonNullElse(file.fileKey(), ""));
        }
    }

    /**
     * Puts a feed in its place.
     *
     * @param file relative to the folder, such as 'lists/daily/feed.atom'
     * @return whether there were other bytes, or none
     */
    public boolean place(String file, byte[] bytes) {
        var target = folder.resolve(file);
        var twin = twinOf(target);
        try {
            if (Files.exists(target) && Arrays.equals(Files.readAllBytes(target), bytes)) {
                if (!Files.exists(twin)) {
                    replace(twin, ShelvedFeed.gzip(bytes));
                }
                return false;
            }
            Files.createDirectories(Objects.requireNonNull(target.getParent()));
            replace(twin, ShelvedFeed.gzip(bytes));
            replace(target, bytes);
            return true;
        } catch (IOException e) {
            throw new BriefwireException(
                    "feed %s can't be written: %s".formatted(target, reason(e)), e);
        }
    }

    /** Without the files' names: a draft has another one each time, and nobody knows it. */
    private static String reason(IOException e) {
        return e instanceof FileSystemException trouble && trouble.getReason() != null
                ? trouble.getReason()
                : String.valueOf(e.getMessage());
    }

    /** The feed in a place; nothing outside the folder is one. */
    public Optional<ShelvedFeed> find(String file) {
        var target = folder.resolve(file).normalize();
        if (!target.startsWith(folder)) {
            return Optional.empty();
        }
        try {
            var stamp = Stamp.of(Files.readAttributes(target, BasicFileAttributes.class));
            var cached = cached(file);
            if (cached != null && cached.stamp().equals(stamp)) {
                return Optional.of(cached.feed());
            }
            var feed = read(target);
            synchronized (cache) {
                cache.put(file, new Cached(stamp, feed));
            }
            return Optional.of(feed);
        } catch (NoSuchFileException notThere) {
            return Optional.empty();
        } catch (IOException e) {
            throw new BriefwireException(
                    "feed %s can't be read: %s".formatted(target, e.getMessage()), e);
        }
    }

    private @Nullable Cached cached(String file) {
        synchronized (cache) {
            return cache.get(file);
        }
    }

    /** The twin may be missing, or be of another moment: then it is made here. */
    private static ShelvedFeed read(Path target) throws IOException {
        var modified = Files.getLastModifiedTime(target).toInstant();
        var plain = Files.readAllBytes(target);
        var twin = twinOf(target);
        var gzipped = Files.exists(twin) ? Files.readAllBytes(twin) : new byte[0];
        return new ShelvedFeed(
                plain,
                ShelvedFeed.isTwin(gzipped, plain) ? gzipped : ShelvedFeed.gzip(plain),
                modified);
    }

    private static Path twinOf(Path target) {
        return target.resolveSibling(target.getFileName() + ".gz");
    }

    private static void replace(Path target, byte[] bytes) throws IOException {
        var draft =
                target.resolveSibling(
                        ".%s.%d-%d"
                                .formatted(
                                        target.getFileName(),
                                        ProcessHandle.current().pid(),
                                        Thread.currentThread().threadId()));
        try {
            write(draft, bytes);
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            // on a full disk a part of it is there
            Files.deleteIfExists(draft);
        }
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        try (var channel =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.TRUNCATE_EXISTING,
                        StandardOpenOption.WRITE)) {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }
}
