package org.briefwire.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Addresses of fresh, empty databases. PostgreSQL is a real one, one server for the whole test run,
 * a database of its own for each call; it ends with the run.
 */
public final class TestDatabases {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private TestDatabases() {}

    /** Which database a test runs on. */
    public enum Kind {
        SQLITE,
        POSTGRESQL
    }

    /** The JDBC address of a new database of the kind; SQLite's file lies in the folder. */
    public static String fresh(Kind kind, Path folder) {
        return switch (kind) {
            case SQLITE ->
                    "jdbc:sqlite:" + folder.resolve("test" + NUMBER.incrementAndGet() + ".db");
            case POSTGRESQL -> Server.INSTANCE.create("test" + NUMBER.incrementAndGet());
        };
    }

    private static final class Server {
        static final Server INSTANCE = new Server();

        private final EmbeddedPostgres postgres;

        private Server() {
            try {
                postgres =
                        EmbeddedPostgres.builder()
                                .setServerConfig("max_connections", "400")
                                .setServerConfig("fsync", "off")
                                .setServerConfig("unix_socket_directories", "")
                                .start();
            } catch (IOException e) {
                throw new UncheckedIOException("PostgreSQL for the tests does not start", e);
            }
        }

        String create(String name) {
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("CREATE DATABASE " + name);
            } catch (SQLException e) {
                throw new IllegalStateException("no database " + name + " for the test", e);
            }
            return "jdbc:postgresql://localhost:%d/%s?user=postgres"
                    .formatted(postgres.getPort(), name);
        }
    }
}
