package org.briefwire.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * The state of an installation, in SQLite or PostgreSQL. Safe for use by many threads; other
 * processes may use the same database at the same time.
 *
 * <p>SQLite has one writer: writes of this process queue for one connection, first come, first
 * served, and wait up to a minute for another process's.
 */
public final class Database implements AutoCloseable {
    private static final int READERS = 8;
    private static final int POSTGRESQL_WRITERS = 16;

    /**
     * A process that is suspended in the middle of a transaction must not hold its locks for ever.
     */
    private static final String END_WHAT_STANDS_STILL =
            "SET idle_in_transaction_session_timeout = '10s'";

    private static final long BUSY_TIMEOUT_MILLIS = 60_000;

    /**
     * How long PostgreSQL may be silent in a transaction, as it is for ever when its machine has
     * died without a word. The deliveries of a million are made in one statement, in a minute.
     */
    private static final Duration PATIENCE = Duration.ofMinutes(15);

    /** The same where an answer takes milliseconds, and others wait for it. */
    private static final Duration PROMPT = Duration.ofSeconds(20);

    /** What PostgreSQL says to the one of two that it ends. */
    private static final String DEADLOCK = "40P01";

    private static final String CONNECTION_LOST = "08";

    private static final int MOST_DEADLOCKS = 10;

    private final Dialect dialect;
    private final HikariDataSource writerPool;
    private final HikariDataSource readerPool;
    private final Jdbi writer;
    private final Jdbi reader;
    private final Silence silence;
    private final AtomicReference<Runnable> beforeKeeping;

    /**
     * Whose turn it is to write in SQLite. Its connection's pool gives it to whoever had it last
     * rather than to those that wait, so one that writes again and again would starve them.
     */
    private final ReentrantLock turn;

    private Database(Dialect dialect, HikariDataSource writerPool, HikariDataSource readerPool) {
        this.dialect = dialect;
        this.writerPool = writerPool;
        this.readerPool = readerPool;
        this.writer = Jdbi.create(writerPool);
        this.reader = Jdbi.create(readerPool);
        this.silence = Silence.of(writerPool.getJdbcUrl(), PATIENCE);
        this.beforeKeeping = new AtomicReference<>(() -> {});
        this.turn = new ReentrantLock(true);
    }

    private Database(Database same, Silence silence) {
        this.dialect = same.dialect;
        this.writerPool = same.writerPool;
        this.readerPool = same.readerPool;
        this.writer = same.writer;
        this.reader = same.reader;
        this.silence = silence;
        this.beforeKeeping = same.beforeKeeping;
        this.turn = same.turn;
    }

    /** The same database, for what is answered at once or, the connection being dead, never. */
    Database prompt() {
        return within(PROMPT);
    }

    /**
     * The same database, for what is answered within a time or, the connection being dead, never.
     */
    Database within(Duration longest) {
        return new Database(this, Silence.of(writerPool.getJdbcUrl(), longest));
    }

    /**
     * Opens the database and brings its schema up to this program's.
     *
     * @param url a JDBC address of SQLite or PostgreSQL
     * @throws StoreException when it is out of reach, or made by a newer Briefwire
     */
    public static Database open(String url) {
        var dialect = Dialect.of(url);
        var database =
                switch (dialect) {
                    case SQLITE -> openSqlite(url);
                    case POSTGRESQL -> openPostgresql(url);
                };
        try {
            database.migrate();
        } catch (FlywayException e) {
            database.close();
            throw new StoreException(
                    "database %s: %s"
                            .formatted(
                                    withoutSecrets(url),
                                    withoutSecrets(String.valueOf(e.getMessage()))),
                    e);
        }
        return database;
    }

    private static Database openSqlite(String url) {
        var file = file(url);
        try {
            var folder = file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
        } catch (IOException e) {
            throw new StoreException(
                    "database %s: its folder can't be made: %s".formatted(file, e.getMessage()), e);
        }
        var writer = sqlitePool(url, 1, "IMMEDIATE");
        try {
            return new Database(Dialect.SQLITE, writer, sqlitePool(url, READERS, "DEFERRED"));
        } catch (StoreException e) {
            writer.close();
            throw e;
        }
    }

    private static HikariDataSource sqlitePool(String url, int size, String transactionMode) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(BUSY_TIMEOUT_MILLIS);
        config.addDataSourceProperty("journal_mode", "WAL");
        config.addDataSourceProperty("synchronous", "FULL");
        config.addDataSourceProperty("foreign_keys", "true");
        config.addDataSourceProperty("busy_timeout", Long.toString(BUSY_TIMEOUT_MILLIS));
        config.addDataSourceProperty("transaction_mode", transactionMode);
        return pool(config, url);
    }

    private static Database openPostgresql(String url) {
        var writer = postgresqlPool(url, POSTGRESQL_WRITERS, END_WHAT_STANDS_STILL);
        try {
            return new Database(
                    Dialect.POSTGRESQL, writer, postgresqlPool(url, READERS, "SELECT 1"));
        } catch (StoreException e) {
            writer.close();
            throw e;
        }
    }

    private static HikariDataSource postgresqlPool(String url, int size, String first) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(size);
        config.setMinimumIdle(1);
        config.setConnectionTimeout(30_000);
        config.setConnectionInitSql(first);
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        // what the address says goes before
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("connectTimeout", "10");
        return pool(config, url);
    }

    private static HikariDataSource pool(HikariConfig config, String url) {
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException e) {
            throw new StoreException(
                    "database %s can't be opened: %s"
                            .formatted(withoutSecrets(url), withoutSecrets(rootMessage(e))),
                    e);
        }
    }

    private void migrate() {
        Flyway.configure()
                .dataSource(writerPool)
                .placeholders(dialect.placeholders())
                .locations(dialect.migrations())
                .load()
                .migrate();
    }

    /**
     * Runs before each transaction is kept; what it throws ends the transaction, as a kill would.
     */
    void beforeKeeping(Runnable step) {
        beforeKeeping.set(step);
    }

    /**
     * Runs a transaction that may write; all of it is kept, or nothing. When PostgreSQL ends it
     * because it and another one waited for each other, it begins again: what it does outside of
     * the database must bear that.
     */
    <T> T write(Function<Handle, T> work) {
        return again(work, this::once);
    }

    /**
     * The same for one statement and nothing else: it is a transaction of its own, and PostgreSQL
     * has kept it when it answers, with a round trip less.
     */
    <T> T writeAtOnce(Function<Handle, T> statement) {
        return again(statement, this::atOnce);
    }

    private <T> T again(Function<Handle, T> work, Function<Function<Handle, T>, T> transaction) {
        for (var left = MOST_DEADLOCKS; ; left--) {
            try {
                return isShared() ? transaction.apply(work) : inTurn(() -> transaction.apply(work));
            } catch (RuntimeException e) {
                if (left > 0 && hasState(e, DEADLOCK::equals)) {
                    continue;
                }
                forgetTheDead(e);
                throw e instanceof JdbiException trouble ? failed(trouble) : e;
            }
        }
    }

    private <T> T inTurn(Supplier<T> write) {
        try {
            if (!turn.tryLock(BUSY_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)) {
                throw new StoreException(
                        "database: others wrote for %d s".formatted(BUSY_TIMEOUT_MILLIS / 1000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StoreException("database: interrupted before it could be written to", e);
        }
        try {
            return write.get();
        } finally {
            turn.unlock();
        }
    }

    /** When one connection was lost the idle ones are lost too, as a rule. */
    private void forgetTheDead(RuntimeException e) {
        if (isShared() && hasState(e, state -> state.startsWith(CONNECTION_LOST))) {
            forgetIdle();
        }
    }

    /** Nobody is to find out for each of them that it is dead. */
    void forgetIdle() {
        writerPool.getHikariPoolMXBean().softEvictConnections();
        readerPool.getHikariPoolMXBean().softEvictConnections();
    }

    private <T> T once(Function<Handle, T> work) {
        return writer.inTransaction(handle -> {
            silence.limitIn(handle.getConnection());
            var answer = work.apply(handle);
            beforeKeeping.get().run();
            return answer;
        });
    }

    private <T> T atOnce(Function<Handle, T> work) {
        beforeKeeping.get().run();
        return writer.withHandle(handle -> {
            silence.limitIn(handle.getConnection());
            return work.apply(handle);
        });
    }

    private static boolean hasState(RuntimeException e, Predicate<String> wanted) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException trouble
                    && trouble.getSQLState() != null
                    && wanted.test(trouble.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    /** Runs a transaction that writes and answers nothing. */
    void change(Consumer<Handle> work) {
        write(handle -> {
            work.accept(handle);
            return true;
        });
    }

    /** Reads one consistent state. */
    <T> T read(Function<Handle, T> work) {
        try {
            return reader.inTransaction(handle -> {
                silence.limitIn(handle.getConnection());
                return work.apply(handle);
            });
        } catch (JdbiException e) {
            forgetTheDead(e);
            throw failed(e);
        }
    }

    /** A connection of the caller's own, for what lives as long as its session; to be closed. */
    Handle session() {
        try {
            return writer.open();
        } catch (JdbiException e) {
            throw failed(e);
        }
    }

    /** A connection of the scheduler's; to be closed. */
    public Connection connection() throws SQLException {
        var connection = writerPool.getConnection();
        Silence.of(writerPool.getJdbcUrl(), PROMPT).limitIn(connection);
        return connection;
    }

    /** Whether several nodes may share it. */
    public boolean isShared() {
        return dialect == Dialect.POSTGRESQL;
    }

    /** SQLite's file. */
    Optional<Path> file() {
        return switch (dialect) {
            case SQLITE -> Optional.of(file(writerPool.getJdbcUrl()));
            case POSTGRESQL -> Optional.empty();
        };
    }

    private static Path file(String url) {
        return Path.of(url.substring("jdbc:sqlite:".length()).replaceFirst("\\?.*", ""))
                .toAbsolutePath();
    }

    Dialect dialect() {
        return dialect;
    }

    static StoreException failed(JdbiException e) {
        return new StoreException("database: " + rootMessage(e), e);
    }

    private static String rootMessage(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        var message = root.getMessage();
        return message == null ? root.toString() : message.lines().findFirst().orElse("");
    }

    /** Neither the parameter nor what some write before the host, as other programs want it. */
    private static String withoutSecrets(String text) {
        return text.replaceAll("(?i)(password=)[^&\\s]*", "$1****")
                .replaceAll("([^/\\s:]+):[^/\\s]*@", "$1:****@");
    }

    @Override
    public void close() {
        readerPool.close();
        writerPool.close();
    }
}
