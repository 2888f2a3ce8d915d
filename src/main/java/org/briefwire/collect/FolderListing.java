package org.briefwire.collect;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/**
 * The briefing files of a folder and its subfolders, by their relative paths, with '/' on every
 * system.
 *
 * @param files when each was last changed
 * @param unreadable why what could not be looked at could not be
 */
record FolderListing(NavigableMap<String, Instant> files, NavigableMap<String, String> unreadable) {
    private static final int DEEPEST = 32;
    private static final String LINKED_FOLDER =
            "a link to another folder is not followed; name that folder as a source of its own";

    static FolderListing of(Path folder) throws IOException {
        var listing = new FolderListing(new TreeMap<>(), new TreeMap<>());
        var real = folder.toRealPath();
        Files.walkFileTree(
                real,
                Set.of(),
                DEEPEST,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path sub, BasicFileAttributes attributes) {
                        return isHidden(sub) && !sub.equals(real)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (isBriefing(file)) {
                            listing.add(real, file, attributes);
                        } else if (attributes.isSymbolicLink() && leadsOut(real, file)) {
                            listing.unreadable().put(key(real, file), LINKED_FOLDER);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException reason)
                            throws IOException {
                        if (file.equals(real)) {
                            throw reason;
                        }
                        if (!isHidden(file)) {
                            listing.unreadable().put(key(real, file), reason(reason));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return listing;
    }

    private static boolean leadsOut(Path folder, Path link) {
        try {
            return Files.isDirectory(link) && !link.toRealPath().startsWith(folder);
        } catch (IOException broken) {
            return false;
        }
    }

    /** A link within the folder is the file that it leads to; one that leads out is set aside. */
    private void add(Path folder, Path file, BasicFileAttributes attributes) {
        var key = key(folder, file);
        try {
            if (attributes.isRegularFile()) {
                files.put(key, attributes.lastModifiedTime().toInstant());
            } else if (attributes.isSymbolicLink()) {
                var target = within(folder, key);
                if (Files.isRegularFile(target)) {
                    files.put(key, Files.getLastModifiedTime(target).toInstant());
                }
            }
        } catch (IOException e) {
            unreadable.put(key, reason(e));
        }
    }

    /**
     * Where a file of a folder really lies.
     *
     * @throws IOException also when that is outside of the folder
     */
    static Path within(Path folder, String file) throws IOException {
        var real = folder.resolve(file).toRealPath();
        if (!real.startsWith(folder.toRealPath())) {
            throw new FileSystemException(
                    file, null, "a link out of the folder; copy the file instead");
        }
        return real;
    }

    static String reason(IOException e) {
        return "it can't be read: " + e.getClass().getSimpleName() + " " + e.getMessage();
    }

    private static String key(Path folder, Path file) {
        return folder.relativize(file).toString().replace('\\', '/');
    }

    private static boolean isHidden(Path path) {
        var name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    /** Whether the name is that of a file that may hold a briefing. */
    static boolean isBriefing(Path file) {
        var name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return !name.startsWith(".")
                && (name.endsWith(".txt") || name.endsWith(".md") || name.endsWith(".markdown"));
    }
}
