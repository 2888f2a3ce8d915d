package org.briefwire.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;

/** A PostgreSQL that keeps what it commits, and can be stopped and started again where it was. */
public final class OwnPostgres implements AutoCloseable {
    private final Path data;
    private EmbeddedPostgres running;
    private final int port;

    public OwnPostgres(Path data) throws IOException {
        this.data = data;
        this.running = start(data, 0);
        this.port = running.getPort();
    }

    private static EmbeddedPostgres start(Path data, int port) throws IOException {
        var builder =
                EmbeddedPostgres.builder()
                        .setDataDirectory(data)
                        .setCleanDataDirectory(false)
                        .setServerConfig("fsync", "on")
                        .setServerConfig("max_connections", "200")
                        .setServerConfig("unix_socket_directories", "");
        return port == 0 ? builder.start() : builder.setPort(port).start();
    }

    public String url() {
        return "jdbc:postgresql://localhost:%d/postgres?user=postgres".formatted(port);
    }

    public void stop() throws IOException {
        running.close();
    }

    public void startAgain() throws IOException {
        running = start(data, port);
    }

    @Override
    public void close() throws IOException {
        running.close();
    }
}
