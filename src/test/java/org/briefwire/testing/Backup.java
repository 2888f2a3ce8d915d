package org.briefwire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * A database as a commit left it, copied while others write to it. It is put back when nobody has
 * it open.
 */
public sealed interface Backup {
    /** A copy of the database at this JDBC address. */
    static Backup of(String url) {
        try {
            return url.startsWith("jdbc:sqlite:") ? OfFiles.of(url) : OfTables.of(url);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("no backup of " + url, e);
        }
    }

    void putBack();

    /**
     * The file and its log, which a power cut would leave: nobody commits while they are copied, so
     * whatever a checkpoint does to the file meanwhile, the log has it too.
     */
    record OfFiles(Path file) implements Backup {
        static OfFiles of(String url) throws IOException, SQLException {
            var backup = new OfFiles(Path.of(url.substring("jdbc:sqlite:".length())));
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 60000");
                statement.execute("BEGIN IMMEDIATE");
                for (var each : backup.both()) {
                    if (Files.exists(each)) {
                        copy(each, kept(each));
                    }
                }
                statement.execute("ROLLBACK");
            }
            return backup;
        }

        private List<Path> both() {
            return List.of(file, beside("-wal"));
        }

        private Path beside(String ending) {
            return file.resolveSibling(file.getFileName() + ending);
        }

        private static Path kept(Path file) {
            return file.resolveSibling(file.getFileName() + ".kept");
        }

        /** By a process of its own: to close a file would end this one's locks on it. */
        private static void copy(Path from, Path to) throws IOException {
            try {
                var copying = new ProcessBuilder("cp", from.toString(), to.toString()).start();
                if (copying.waitFor() != 0) {
                    throw new IOException(from + " can't be copied");
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public void putBack() {
            try {
                Files.deleteIfExists(beside("-shm"));
                for (var each : both()) {
                    Files.deleteIfExists(each);
                    if (Files.exists(kept(each))) {
                        Files.copy(kept(each), each);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The rows of all tables, in a schema beside them. */
    record OfTables(String url, List<String> tables) implements Backup {
        static OfTables of(String url) throws SQLException {
            try (var connection = DriverManager.getConnection(url)) {
                connection.setAutoCommit(false);
                connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
                var tables = new ArrayList<String>();
                try (var statement = connection.createStatement()) {
                    var names =
                            statement.executeQuery(
                                    "SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
                    while (names.next()) {
                        tables.add(names.getString(1));
                    }
                    statement.execute("CREATE SCHEMA kept");
                    for (var table : tables) {
                        statement.execute(
                                "CREATE TABLE kept.%1$s AS TABLE public.%1$s".formatted(table));
                    }
                }
                connection.commit();
                return new OfTables(url, tables);
            }
        }

        @Override
        public void putBack() {
            try (var connection = DriverManager.getConnection(url);
                    var statement = connection.createStatement()) {
                connection.setAutoCommit(false);
                statement.execute("SET session_replication_role = replica");
                statement.execute("TRUNCATE public." + String.join(", public.", tables));
                for (var table : tables) {
                    statement.execute(
                            "INSERT INTO public.%1$s SELECT * FROM kept.%1$s".formatted(table));
                }
                connection.commit();
            } catch (SQLException e) {
                throw new IllegalStateException("the backup can't be put back", e);
            }
        }
    }
}
