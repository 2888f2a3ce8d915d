package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Depth;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.TopicId;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What differs by person alone is not rendered for each: 8 topics and 3 depths are 765 contents.
 */
class RenderedOnceTest {
    private static final int TOPICS = 8;
    private static final List<Depth> DEPTHS = List.of(Depth.values());
    private static final int CHOICES = ((1 << TOPICS) - 1) * DEPTHS.size();

    @TempDir Path folder;

    @Test
    void threeThousandReadersCostAsManyRenderingsAsTheyMadeChoices() {
        live(3_000);
    }

    @Tag("long")
    @Test
    void aHundredThousandCostNoMoreThanThereAreChoices() {
        live(100_000);
    }

    private void live(int people) {
        var clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            var store = new StoreFixture(database);
            var renderer = new TestRenderer();
            var maker = renderer.maker(database, ZoneId.of("Europe/Berlin"), clock);
            var lists = List.of(list());
            maker.see(lists);
            join(store, people);
            IntStream.range(0, TOPICS)
                    .forEach(n ->
                            store.release(List.of(new TopicId("t" + n)), false, clock.instant()));
            clock.advance(Duration.ofDays(1));
            maker.makeDue(lists);

            var chosen = store.number("SELECT COUNT(DISTINCT choice) FROM subscription");
            assertThat(chosen).isBetween(700L, (long) CHOICES);
            // the edition's page is what those get who chose everything in full
            assertThat((long) renderer.rendered.size()).isBetween(chosen, chosen + 1);
            assertThat(renderer.rendered.size()).isLessThanOrEqualTo(CHOICES);
            assertThat(store.number("SELECT COUNT(*) FROM delivery")).isEqualTo(people);
        }
    }

    private static void join(StoreFixture store, int people) {
        var choices =
                IntStream.range(0, CHOICES)
                        .mapToObj(n ->
                                "(%d, '%s', '%s', '')"
                                        .formatted(
                                                n + 1,
                                                DEPTHS.get(n % DEPTHS.size()).word(),
                                                topics(n / DEPTHS.size() + 1)))
                        .collect(Collectors.joining(", "));
        store.update("INSERT INTO choice (id, depth, topics, language) VALUES " + choices);
        var numbers =
                """
                WITH RECURSIVE n (i) AS (
                    SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %d)
                """
                        .formatted(people);
        store.update(
                """
                INSERT INTO subscriber
                    (id, address, address_key, key_hash, name, language, zone, created)
                %s SELECT i, i || '@example.org', i || '@example.org', i, '', '', '', 0 FROM n
                """
                        .formatted(numbers));
        // a generator of Lehmer's: the same people at every run, spread over all choices
        store.update(
                """
                INSERT INTO subscription
                    (id, list, subscriber, state, cadence, choice, cursor, prev, since)
                %s SELECT i, 'brief', i, 'active', 'daily',
                    1 + i * 48271 %% 2147483647 %% %d, 0, 0, 0 FROM n
                """
                        .formatted(numbers, CHOICES));
    }

    private static String topics(int bits) {
        return IntStream.range(0, TOPICS)
                .filter(n -> (bits >> n & 1) == 1)
                .mapToObj(n -> "t" + n)
                .collect(Collectors.joining(" "));
    }

    private static NewsList list() {
        return new NewsList(
                new ListId("brief"),
                "Brief",
                "",
                List.of(),
                NewsList.Approval.AUTO,
                List.of(
                        new Cadence(
                                new CadenceId("daily"), "0 0 7 ? * *", Cadence.Clock.PUBLICATION)),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }
}
