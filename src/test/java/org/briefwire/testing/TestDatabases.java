package org.briefwire.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.briefwire.store.Database;

/**
 * Addresses of fresh databases. PostgreSQL is a real one, one server for the whole test run, a
 * database of its own for each call; it ends with the run. The schema is made once for each kind,
 * and copied from then on.
 */
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabases() {}

    /** Which database a test runs on. */
    public enum Kind {
        SQLITE,
        POSTGRESQL
    }

    /**
     * The JDBC address of a new database of the kind, which has the schema and nothing in it;
     * SQLite's file lies in the folder.
     */
    public static String fresh(Kind kind, Path folder) {
        return switch (kind) {
            case SQLITE -> sqlite(SqliteSchema.INSTANCE.copyTo(file(folder)));
            case POSTGRESQL -> PostgresqlSchema.INSTANCE.copy();
        };
    }

    /** The same without the schema. */
    public static String empty(Kind kind, Path folder) {
        return switch (kind) {
            case SQLITE -> sqlite(file(folder));
            case POSTGRESQL -> Server.INSTANCE.create("");
        };
    }

    private static Path file(Path folder) {
        return folder.resolve(name() + ".db");
    }

    private static String name() {
        return "test" + NUMBER.incrementAndGet();
    }

    private static String sqlite(Path file) {
        return "jdbc:sqlite:" + file;
    }

    private static final class SqliteSchema {
        static final SqliteSchema INSTANCE = new SqliteSchema();

        private final byte[] bytes;

        private SqliteSchema() {
            try {
                var folder = Files.createTempDirectory("briefwire-schema");
                var file = file(folder);
                Database.open(sqlite(file)).close();
                bytes = Files.readAllBytes(file);
                Files.delete(file);
                Files.delete(folder);
            } catch (IOException e) {
                throw new UncheckedIOException("no schema for the tests", e);
            }
        }

        Path copyTo(Path file) {
            try {
                return Files.write(file, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException("no database " + file + " for the test", e);
            }
        }
    }

    private static final class PostgresqlSchema {
        static final PostgresqlSchema INSTANCE = new PostgresqlSchema();

        private final String name;

        private PostgresqlSchema() {
            var address = Server.INSTANCE.create("");
            Database.open(address).close();
            name = address.replaceAll(".*/|\\?.*", "");
        }

        String copy() {
            return Server.INSTANCE.create(" TEMPLATE " + name);
        }
    }

    private static final class Server {
        static final Server INSTANCE = new Server();

        private final EmbeddedPostgres postgres;

        private Server() {
            try {
                var data = Files.createTempDirectory("briefwire-pg");
                postgres =
                        EmbeddedPostgres.builder()
                                .setDataDirectory(data)
                                .setCleanDataDirectory(false)
                                .setServerConfig("max_connections", "400")
                                .setServerConfig("fsync", "off")
                                .setServerConfig("unix_socket_directories", "")
                                .start();
                Runtime.getRuntime().addShutdownHook(new Thread(() -> end(data)));
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for the tests does not start", e);
            }
        }

        /**
         * Waits for the server's end, and removes what it leaves: some hundred databases are some
         * hundred thousand files, which Java takes half a minute for.
         */
        private void end(Path data) {
            try {
                postgres.close();
                // another hook may be at it
                for (var wait = 0;
                        wait < 400 && Files.exists(data.resolve("postmaster.pid"));
                        wait++) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
                var gone = new ProcessBuilder("rm", "-rf", data.toString()).inheritIO().start();
                if (gone.waitFor() != 0) {
                    throw new IOException("rm -rf " + data + " ended with " + gone.exitValue());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL's files are not removed", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        String create(String how) {
            var name = name();
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name + how);
            } catch (SQLException e) {
                throw new IllegalStateException("no database " + name + " for the test", e);
            }
            return "jdbc:postgresql://localhost:%d/%s?user=postgres"
                    .formatted(postgres.getPort(), name);
        }
    }
}
