package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.store.Withdrawals;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A process that ends between any two steps of making an edition: the next one ends it the same.
 */
class KilledBetweenStepsTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY = Instant.parse("2026-11-23T13:00:00Z");
    private static final Instant TUESDAY_SEVEN = Instant.parse("2026-11-24T06:00:00Z");
    private static final int FEWEST_STEPS = 10;
    private static final List<NewsList> LISTS = List.of(list("first"));

    @TempDir Path folder;

    private static NewsList list(String id) {
        return new NewsList(
                new ListId(id),
                id,
                "",
                List.of(),
                NewsList.Approval.AUTO,
                List.of(
                        new Cadence(
                                new CadenceId("daily"), "0 0 7 ? * *", Cadence.Clock.SUBSCRIBER),
                        new Cadence(new CadenceId("instant"), "", Cadence.Clock.PUBLICATION)),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }

    @ParameterizedTest
    @EnumSource
    void theNextRunEndsWithTheSameDeliveries(TestDatabases.Kind kind) {
        // each life needs a database of its own: a fourth of the steps, each kind its own ones
        killedAtEach(kind, kind == TestDatabases.Kind.SQLITE ? 1 : 2, 4);
    }

    @Tag("long")
    @ParameterizedTest
    @EnumSource
    void andSoAtEveryStep(TestDatabases.Kind kind) {
        killedAtEach(kind, 1, 1);
    }

    private void killedAtEach(TestDatabases.Kind kind, int first, int stride) {
        var undisturbed = live(kind, Integer.MAX_VALUE);
        assertThat(undisturbed.killed()).isFalse();
        assertThat(undisturbed.ledger()).hasSizeGreaterThan(5);

        var step = first;
        for (var life = live(kind, step); life.killed(); life = live(kind, step)) {
            assertThat(life.ledger()).as("killed at step %d", step).isEqualTo(undisturbed.ledger());
            step += stride;
        }

        assertThat(step).isGreaterThan(FEWEST_STEPS);
    }

    private record Life(boolean killed, List<String> ledger) {}

    private Life live(TestDatabases.Kind kind, int step) {
        var clock = new MovableClock(MONDAY);
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var store = new StoreFixture(database);
            maker(database, clock).see(LISTS);
            for (var list : LISTS) {
                join(store, list, "daily", "", "*");
                join(store, list, "daily", "Asia/Tokyo", "world");
                join(store, list, "daily", "", "art");
                join(store, list, "instant", "", "*");
            }
            store.update("UPDATE subscription SET breaking = 1");
            var wrong = store.release(List.of(new TopicId("world")), false, clock.instant());
            store.release(List.of(new TopicId("art")), false, clock.instant());
            var stopped = store.release(List.of(new TopicId("world")), false, clock.instant());
            maker(database, clock).makeNow(LISTS);
            owe(store, stopped);
            new Withdrawals(database).withdraw("briefing-2", "Not ours.", clock.instant());
            store.correct(wrong, true, clock.instant());
            store.release(List.of(new TopicId("world")), false, clock.instant());
            clock.moveTo(TUESDAY_SEVEN);
            store.releaseUrgent(List.of(new TopicId("world")), clock.instant());
            store.correct(wrong, true, clock.instant());

            store.killAt(step);
            var killed = false;
            try {
                maker(database, clock).makeDue(LISTS);
            } catch (StoreFixture.Killed end) {
                killed = true;
            }
            store.spare();
            clock.advance(Duration.ofSeconds(20));
            maker(database, clock).makeDue(LISTS);
            return new Life(killed, ledger(store));
        }
    }

    /** As if an edition with it had been cancelled after the next one. */
    private static void owe(StoreFixture store, BriefingId briefing) {
        store.update(
                """
                INSERT INTO owed (subscription, release, taken_by)
                SELECT s.id, r.seq, NULL FROM subscription s, release r WHERE r.briefing = %s
                """
                        .formatted(briefing));
    }

    private static EditionMaker maker(Database database, MovableClock clock) {
        return new TestRenderer().maker(database, BERLIN, clock);
    }

    private static void join(
            StoreFixture store, NewsList list, String cadence, String zone, String topics) {
        var choice =
                new Choice(Depth.FULL, topics.equals("*") ? Topics.ALL : Topics.ofWord(topics), "");
        store.join(new StoreFixture.Joining(list.id().value(), cadence, zone, choice, MONDAY));
    }

    private static List<String> ledger(StoreFixture store) {
        return store.texts(
                """
                SELECT d.subscription || ' ' || e.list || ' ' || e.cadence || ' ' || e.slot || ' '
                    || e.number || ' ' || e.state || ' ' || i.briefing || ' ' || i.position || ' '
                    || d.state || ' ' || s.cursor
                FROM delivery d
                JOIN edition e ON e.id = d.edition
                JOIN content_item i ON i.content = d.content
                JOIN subscription s ON s.id = d.subscription
                ORDER BY d.subscription, e.list, e.cadence, e.slot, i.position
                """);
    }
}
