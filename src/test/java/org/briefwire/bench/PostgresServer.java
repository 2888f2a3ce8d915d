package org.briefwire.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;

/** A PostgreSQL of the bench's own that keeps what it commits. */
record PostgresServer(EmbeddedPostgres postgres) implements AutoCloseable {
    static PostgresServer start() throws IOException {
        return new PostgresServer(
                EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "on")
                        .setServerConfig("synchronous_commit", "on")
                        .setServerConfig("shared_buffers", "256MB")
                        .setServerConfig("unix_socket_directories", "")
                        .start());
    }

    String url() {
        return "jdbc:postgresql://localhost:%d/postgres?user=postgres"
                .formatted(postgres.getPort());
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
