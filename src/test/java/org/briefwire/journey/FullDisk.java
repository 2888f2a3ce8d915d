package org.briefwire.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.briefwire.app.Installation;
import org.briefwire.store.Pages;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Assumptions;

/** A desk with a disk of its own that can be full: the database is on it, and what is in data. */
final class FullDisk implements AutoCloseable {
    private static final int SIZE_MEBIBYTES = 48;

    private final Kind kind;
    private final Path mounted;
    private final Desk desk;

    /** What makes the disk full. */
    enum Kind {
        /** SQLite has a limit of pages; files can still be written. */
        PAGES,
        /** A small file system, filled up: only where one can be mounted, as root. */
        MOUNT
    }

    private FullDisk(Kind kind, Path mounted, Desk desk) {
        this.kind = kind;
        this.mounted = mounted;
        this.desk = desk;
    }

    /** A desk in the folder, by this machine's clock. */
    static FullDisk open(Path folder, Kind kind, String cron) {
        var mounted = folder.resolve("disk");
        if (kind == Kind.MOUNT) {
            mount(mounted);
        }
        var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, cron);
        var disk = new FullDisk(kind, mounted, desk);
        if (kind == Kind.MOUNT) {
            desk.edit("jdbc:sqlite:" + folder, "jdbc:sqlite:" + mounted);
            disk.move("data");
        }
        return disk;
    }

    /** The same with nothing on the disk but the feeds. */
    static FullDisk ofFeeds(Path folder, String cron) {
        var mounted = folder.resolve("disk");
        mount(mounted);
        var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, cron);
        var disk = new FullDisk(Kind.MOUNT, mounted, desk);
        disk.move("data/feeds");
        return disk;
    }

    private static void mount(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Assumptions.assumeTrue(
                runs(
                        "mount",
                        "-t",
                        "tmpfs",
                        "-o",
                        "size=" + SIZE_MEBIBYTES + "m",
                        "none",
                        "" + folder),
                "no file system can be mounted here");
    }

    private static boolean runs(String... command) {
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notThere) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Moves a folder of the installation to the disk. */
    private void move(String name) {
        var link = desk.home().resolve(name);
        try {
            Files.deleteIfExists(link);
            Files.createDirectories(mounted.resolve(name));
            Files.createDirectories(link.getParent());
            Files.createSymbolicLink(link, mounted.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Desk desk() {
        return desk;
    }

    /** From now on there is no room. */
    void fill(Installation installation) {
        switch (kind) {
            case PAGES -> Pages.noMore(installation.database());
            case MOUNT -> fillUp();
        }
    }

    void fillUp() {
        var block = new byte[1 << 16];
        var full = false;
        try (var filler = Files.newOutputStream(filler())) {
            while (!full) {
                filler.write(block);
            }
        } catch (IOException noRoom) {
            full = true;
        }
    }

    private Path filler() {
        return mounted.resolve("filler");
    }

    /** There is room again. */
    void free(Installation installation) {
        switch (kind) {
            case PAGES -> Pages.unlimited(installation.database());
            case MOUNT -> freeUp();
        }
    }

    void freeUp() {
        try {
            Files.delete(filler());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        desk.close();
        if (kind == Kind.MOUNT) {
            runs("umount", "-l", mounted.toString());
        }
    }
}
