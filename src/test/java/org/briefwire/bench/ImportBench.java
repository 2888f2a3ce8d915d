package org.briefwire.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.briefwire.app.Installation;
import org.briefwire.audience.ImportOrder;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Progress;
import org.briefwire.model.SubscriptionState;
import org.briefwire.store.Database;

/**
 * Imports a million rows, and beside it puts the same rows into the same tables by bare JDBC
 * batches of the same size; on SQLite and on PostgreSQL (with fsync). Arguments: a work folder, the
 * number of rows.
 */
public final class ImportBench {
    private static final int BATCH = 5_000;
    private static final int SECOND = 1_000_000_000;

    private final Path work;
    private final int rows;

    private ImportBench(Path work, int rows) {
        this.work = work;
        this.rows = rows;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        var bench = new ImportBench(Path.of(arguments[0]), Integer.parseInt(arguments[1]));
        bench.writeFile();
        var figures = new StringBuilder();
        System.out.printf(
                "%d rows, -Xmx%dm%n%-12s %12s %12s %8s%n",
                bench.rows,
                Runtime.getRuntime().maxMemory() >> 20,
                "",
                "import/s",
                "bare/s",
                "ratio");
        bench.run("sqlite", "jdbc:sqlite:" + bench.work, figures);
        try (var postgres =
                EmbeddedPostgres.builder()
                        .setServerConfig("unix_socket_directories", "")
                        .setDataDirectory(bench.work.resolve("pg"))
                        .start()) {
            for (var name : List.of("imported", "bare")) {
                try (var connection = postgres.getPostgresDatabase().getConnection();
                        var statement = connection.createStatement()) {
                    statement.execute("CREATE DATABASE " + name);
                }
            }
            bench.run(
                    "postgresql",
                    "jdbc:postgresql://localhost:%d".formatted(postgres.getPort()),
                    figures);
        }
        Files.writeString(
                Path.of("bench", "import.json"),
                "{\"rows\":%d%s}%n".formatted(bench.rows, figures));
    }

    private void run(String kind, String base, StringBuilder figures)
            throws IOException, SQLException {
        var suffix = kind.equals("sqlite") ? ".db" : "?user=postgres&reWriteBatchedInserts=true";
        var bare = insertBare(base + "/bare" + suffix);
        var imported = importRows(base + "/imported" + suffix);
        System.out.printf("%-12s %12.0f %12.0f %8.2f%n", kind, imported, bare, imported / bare);
        figures.append(",\"%s\":{\"import\":%.0f,\"bare\":%.0f}".formatted(kind, imported, bare));
    }

    private void writeFile() throws IOException {
        try (var out = Files.newBufferedWriter(work.resolve("readers.csv"))) {
            out.write("email,name,language,zone,topics,depth\n");
            for (var i = 0; i < rows; i++) {
                out.write(
                        "%s,%s,%s,%s,%s,%s\n"
                                .formatted(address(i), name(i), "en", zone(i), "*", "full"));
            }
        }
    }

    private static String address(int i) {
        return "reader.%07d@mail%d.example.org".formatted(i, i % 97);
    }

    private static String name(int i) {
        return "Reader Number " + i;
    }

    private static String zone(int i) {
        return i % 3 == 0 ? "Europe/Berlin" : i % 3 == 1 ? "Asia/Tokyo" : "America/New_York";
    }

    private double importRows(String url) throws IOException {
        var config = work.resolve("config");
        Files.createDirectories(config);
        Files.writeString(
                config.resolve("briefwire.yaml"),
                """
                publication: {title: Bench, url: "http://localhost", sender: bench@example.org, zone: UTC}
                database: {url: "%s"}
                sources: [{id: desk, folder: incoming}]
                lists: [{id: daily, title: Daily, cadences: [{id: daily, cron: "0 0 7 ? * *"}]}]
                """
                        .formatted(url));
        Map<String, String> environment = new HashMap<>();
        try (var installation =
                Installation.at(config.resolve("briefwire.yaml"), environment, Clock.systemUTC())) {
            installation.database();
            var order =
                    new ImportOrder(
                            work.resolve("readers.csv"),
                            List.of(installation.list(new ListId("daily"))),
                            SubscriptionState.ACTIVE,
                            ImportOrder.Mode.FOR_GOOD);
            var begin = System.nanoTime();
            var report =
                    installation
                            .subscriberImport()
                            .run(
                                    order,
                                    (line, reason) -> {
                                        throw new IllegalStateException(line + ": " + reason);
                                    },
                                    Progress.UNSEEN);
            var took = System.nanoTime() - begin;
            if (report.rows() != rows) {
                throw new IllegalStateException("only " + report);
            }
            return rows / ((double) took / SECOND);
        }
    }

    private double insertBare(String url) throws SQLException {
        Database.open(url).close();
        try (var connection = DriverManager.getConnection(url)) {
            if (url.startsWith("jdbc:sqlite:")) {
                try (var statement = connection.createStatement()) {
                    statement.execute("PRAGMA journal_mode = WAL");
                    statement.execute("PRAGMA synchronous = FULL");
                    statement.execute("PRAGMA foreign_keys = ON");
                }
            }
            connection.setAutoCommit(false);
            try (var statement = connection.createStatement()) {
                statement.execute(
                        "INSERT INTO choice (id, depth, topics, language) VALUES (1, 'full', '*', 'en')");
            }
            var took = 0L;
            for (var from = 0; from < rows; from += BATCH) {
                var batch = batch(from, Math.min(rows, from + BATCH));
                var begin = System.nanoTime();
                insert(connection, batch);
                connection.commit();
                took += System.nanoTime() - begin;
            }
            return rows / ((double) took / SECOND);
        }
    }

    private record Batch(
            List<Object[]> persons, List<Object[]> subscriptions, List<Object[]> events) {}

    private static Batch batch(int from, int to) {
        var at = System.currentTimeMillis();
        var batch = new Batch(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var i = from; i < to; i++) {
            var id = i + 1L;
            var address = EmailAddress.parse(address(i));
            batch.persons.add(
                    new Object[] {
                        id,
                        address.toString(),
                        address.key(),
                        address.keyHash(),
                        name(i),
                        "en",
                        zone(i),
                        at
                    });
            batch.subscriptions.add(
                    new Object[] {id, "daily", id, "active", "daily", 1L, 0L, 0L, at});
            batch.events.add(new Object[] {id, at, "confirmed", "imported from readers.csv", "1"});
        }
        return batch;
    }

    private static void insert(Connection connection, Batch batch) throws SQLException {
        insert(
                connection,
                "INSERT INTO subscriber (id, address, address_key, key_hash, name, language, zone, created) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                batch.persons);
        insert(
                connection,
                "INSERT INTO subscription (id, list, subscriber, state, cadence, choice, cursor, prev, since) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                batch.subscriptions);
        insert(
                connection,
                "INSERT INTO subscription_event (subscription, at, kind, evidence, import) VALUES (?, ?, ?, ?, ?)",
                batch.events);
    }

    private static void insert(Connection connection, String sql, List<Object[]> rows)
            throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (var row : rows) {
                for (var i = 0; i < row.length; i++) {
                    statement.setObject(i + 1, row[i]);
                }
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }
}
