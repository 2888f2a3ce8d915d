package org.briefwire.collect;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * The briefing files of a folder and its subfolders, by their relative paths, with '/' on every
 * system.
 *
 * @param files when each was last changed
 * @param unreadable why what could not be looked at could not be
 */
record FolderListing(NavigableMap<String, Instant> files, NavigableMap<String, String> unreadable) {
    static FolderListing of(Path folder) throws IOException {
        var listing = new FolderListing(new TreeMap<>(), new TreeMap<>());
        Files.walkFileTree(
                folder,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                32,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path sub, BasicFileAttributes attributes) {
                        return isHidden(sub) && !sub.equals(folder)
                                ? FileVisitResult.SKIP_SUBTREE
                                : FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                        if (attributes.isRegularFile() && isBriefing(file)) {
                            var changed = attributes.lastModifiedTime().toInstant();
                            listing.files().put(key(folder, file), changed);
                        }
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException reason)
                            throws IOException {
                        if (file.equals(folder)) {
                            throw reason;
                        }
                        if (!isHidden(file)) {
                            listing.unreadable().put(key(folder, file), reason(reason));
                        }
                        return FileVisitResult.CONTINUE;
                    }
                });
        return listing;
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
