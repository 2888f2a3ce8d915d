package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.briefwire.testing.TestDatabases;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DatabaseTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void aFreshDatabaseHasReleasedNothing(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.empty(kind, folder))) {
            var head =
                    database.read(handle ->
                            handle.createQuery("SELECT seq FROM head").mapTo(long.class).one());
            assertThat(head).isZero();
        }
    }

    @Test
    void whatSqliteHasCommittedIsOnDiskAndReadersDoNotWait() {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            assertThat(List.of(database.write(this::synchronous), database.read(this::synchronous)))
                    .as("2 is FULL: a commit is on disk before it is answered")
                    .containsOnly("2");
            assertThat(List.of(database.write(this::journal), database.read(this::journal)))
                    .containsOnly("wal");
        }
    }

    private String synchronous(Handle handle) {
        return handle.createQuery("PRAGMA synchronous").mapTo(String.class).one();
    }

    private String journal(Handle handle) {
        return handle.createQuery("PRAGMA journal_mode").mapTo(String.class).one();
    }

    /** Else whoever writes again and again would keep all others waiting. */
    @Test
    void whoWaitsToWriteInSqliteComesBeforeWhoWritesAgain() throws Exception {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            for (var round = 0; round < 100; round++) {
                var order = new CopyOnWriteArrayList<String>();
                var other =
                        Thread.ofPlatform()
                                .unstarted(() -> database.change(_ -> order.add("other")));
                database.change(_ -> {
                    other.start();
                    Awaitility.await()
                            .pollInterval(Duration.ofMillis(1))
                            .until(() -> other.getState() == Thread.State.TIMED_WAITING);
                });
                database.change(_ -> order.add("again"));
                other.join();

                assertThat(order).as("round %d", round).containsExactly("other", "again");
            }
        }
    }

    @Test
    void noPasswordStandsInWhatIsSaidOfADatabase() {
        var url =
                "jdbc:postgresql://ada:first-secret@127.0.0.1:1/x?user=ada&password=second-secret";

        assertThatThrownBy(() -> Database.open(url))
                .isInstanceOf(StoreException.class)
                .message()
                .contains("ada:****@127.0.0.1", "password=****")
                .doesNotContain("first-secret", "second-secret");
    }

    @Test
    void twoThatWaitForEachOtherBothComeToTheirEnd() throws Exception {
        try (var database =
                        Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var choices = List.of(choice(database, "full"), choice(database, "headlines"));
            var bothHaveOne = new CountDownLatch(2);
            var one = threads.submit(() -> setLanguage(database, choices, "de", bothHaveOne));
            var other =
                    threads.submit(
                            () -> setLanguage(database, choices.reversed(), "fr", bothHaveOne));

            one.get(30, TimeUnit.SECONDS);
            other.get(30, TimeUnit.SECONDS);

            var languages =
                    database.read(handle ->
                            handle.createQuery("SELECT DISTINCT language FROM choice")
                                    .mapTo(String.class)
                                    .list());
            assertThat(languages).singleElement().isIn("de", "fr");
        }
    }

    private static long choice(Database database, String depth) {
        return database.write(handle ->
                handle.createQuery(
                                """
                                INSERT INTO choice (depth, topics, language)
                                VALUES (:depth, '*', '') RETURNING id
                                """)
                        .bind("depth", depth)
                        .mapTo(long.class)
                        .one());
    }

    private static void setLanguage(
            Database database, List<Long> choices, String language, CountDownLatch bothHaveOne) {
        database.change(handle -> {
            for (var choice : choices) {
                handle.createUpdate("UPDATE choice SET language = :language WHERE id = :id")
                        .bind("language", language)
                        .bind("id", choice)
                        .execute();
                bothHaveOne.countDown();
                await(bothHaveOne);
            }
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
