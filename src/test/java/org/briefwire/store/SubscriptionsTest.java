package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.stream.Collectors;
import org.briefwire.model.Choice;
import org.briefwire.model.SubscriptionId;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriptionsTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void whatIsQueuedForWhoLeavesIsCancelledAndNothingElse(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            database.change(handle ->
                    handle.createScript(
                                    """
                                    INSERT INTO choice (id, depth, topics, language) VALUES (1, 'full', '*', '');
                                    INSERT INTO subscriber (id, address, address_key, key_hash, name, language, zone, created)
                                    VALUES (1, 'a@x.org', 'a@x.org', 'a', '', '', '', 0), (2, 'b@x.org', 'b@x.org', 'b', '', '', '', 0);
                                    INSERT INTO subscription (id, list, subscriber, state, cadence, choice, cursor, prev)
                                    VALUES (1, 'daily', 1, 'active', 'daily', 1, 0, 0), (2, 'daily', 2, 'active', 'daily', 1, 0, 0);
                                    INSERT INTO edition (id, list, cadence, slot, state, subject, preheader, made)
                                    VALUES (1, 'daily', 'daily', '1', 'sealed', '', '', 0), (2, 'daily', 'daily', '2', 'sealed', '', '', 0),
                                           (3, 'daily', 'daily', '3', 'sealed', '', '', 0), (4, 'daily', 'daily', '4', 'sealed', '', '', 0);
                                    INSERT INTO content (id, edition, key, language, depth, subject, size, mime)
                                    VALUES (1, 1, 'k', '', 'full', '', 0, '');
                                    INSERT INTO delivery (edition, subscription, content, due, from_seq, state)
                                    VALUES (1, 1, 1, 0, 0, 'sent'), (2, 1, 1, 0, 0, 'sending'), (3, 1, 1, 0, 0, 'deferred'),
                                           (4, 1, 1, 0, 0, 'pending'), (4, 2, 1, 0, 0, 'pending');
                                    """)
                            .execute());

            new Subscriptions(database)
                    .unsubscribe(new SubscriptionId(1), "page", Instant.ofEpochMilli(77));

            assertThat(deliveries(database))
                    .isEqualTo(
                            "1/1 sent  null, 2/1 sending  null, 3/1 cancelled unsubscribed 77,"
                                    + " 4/1 cancelled unsubscribed 77, 4/2 pending  null");
        }
    }

    @ParameterizedTest
    @EnumSource
    void breakingNewsIsForThoseWhoAskedForIt(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var reader =
                    new StoreFixture(database)
                            .join(
                                    new StoreFixture.Joining(
                                            "daily",
                                            "daily",
                                            "",
                                            Choice.EVERYTHING,
                                            Instant.EPOCH));
            var subscriptions = new Subscriptions(database);

            assertThat(subscriptions.wantsBreakingNews(reader)).isFalse();
            subscriptions.askForBreakingNews(reader, "page", Instant.ofEpochMilli(1));
            subscriptions.askForBreakingNews(reader, "page", Instant.ofEpochMilli(2));
            assertThat(subscriptions.wantsBreakingNews(reader)).isTrue();
            subscriptions.declineBreakingNews(reader, "page", Instant.ofEpochMilli(3));

            assertThat(subscriptions.wantsBreakingNews(reader)).isFalse();
            assertThat(subscriptions.history(reader).stream().map(event -> event.evidence()))
                    .containsExactly("page (breaking news)", "page (no breaking news)");
        }
    }

    private static String deliveries(Database database) {
        return database.read(handle ->
                handle.createQuery(
                                """
                                SELECT edition, subscription, state, reply, done FROM delivery
                                ORDER BY edition, subscription
                                """)
                        .map((row, _) ->
                                "%d/%d %s %s %s"
                                        .formatted(
                                                row.getLong("edition"),
                                                row.getLong("subscription"),
                                                row.getString("state"),
                                                row.getString("reply"),
                                                row.getString("done")))
                        .collect(Collectors.joining(", ")));
    }
}
