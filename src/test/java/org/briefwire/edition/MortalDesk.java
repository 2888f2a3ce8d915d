package org.briefwire.edition;

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
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Database;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.StoreFixture;
import org.briefwire.store.Withdrawals;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;

/** An installation of one list whose process may end between any two steps. */
final class MortalDesk implements AutoCloseable {
    private static final Instant MONDAY = Instant.parse("2026-11-23T13:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Duration RESTART = Duration.ofSeconds(20);
    private static final List<TopicId> WORLD = List.of(new TopicId("world"));

    private final NewsList list;
    private final Database database;
    private final StoreFixture store;
    private final EditionOrders orders;
    private final MovableClock clock = new MovableClock(MONDAY);
    private boolean isKilled;

    MortalDesk(TestDatabases.Kind kind, Path folder, NewsList.Approval approval) {
        this.list = list(approval);
        this.database = Database.open(TestDatabases.fresh(kind, folder));
        this.store = new StoreFixture(database);
        this.orders = new EditionOrders(database);
        maker().see(List.of(list));
        join("daily", "", "*");
        join("daily", "Asia/Tokyo", "world");
        join("daily", "", "art");
        join("daily", "America/New_York", "*");
        join("instant", "", "*");
        store.update("UPDATE subscription SET breaking = 1");
    }

    private static NewsList list(NewsList.Approval approval) {
        return new NewsList(
                new ListId("first"),
                "First",
                "",
                List.of(),
                approval,
                List.of(
                        new Cadence(
                                new CadenceId("daily"), "0 0 7 ? * *", Cadence.Clock.SUBSCRIBER),
                        new Cadence(new CadenceId("instant"), "", Cadence.Clock.PUBLICATION)),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }

    private void join(String cadence, String zone, String topics) {
        var choice =
                new Choice(Depth.FULL, topics.equals("*") ? Topics.ALL : Topics.ofWord(topics), "");
        store.join(new StoreFixture.Joining(list.id().value(), cadence, zone, choice, MONDAY));
    }

    private EditionMaker maker() {
        return new TestRenderer().maker(database, BERLIN, clock);
    }

    BriefingId release(String topic) {
        return store.release(List.of(new TopicId(topic)), false, clock.instant());
    }

    void releaseUrgent() {
        store.releaseUrgent(WORLD, clock.instant());
    }

    void correct(BriefingId briefing) {
        store.correct(briefing, true, clock.instant());
    }

    void withdraw(BriefingId briefing) {
        new Withdrawals(database).withdraw("briefing-" + briefing, "Not ours.", clock.instant());
    }

    /** As if an edition with it had been cancelled after the next one. */
    void owe(BriefingId briefing) {
        store.update(
                """
                INSERT INTO owed (subscription, release, taken_by)
                SELECT s.id, r.seq, NULL FROM subscription s, release r WHERE r.briefing = %s
                """
                        .formatted(briefing));
    }

    void moveTo(Instant instant) {
        clock.moveTo(instant);
    }

    void makeNow() {
        maker().makeNow(List.of(list));
    }

    /** What 'run' makes. */
    void run() {
        maker().makeDue(List.of(list));
    }

    /** What the first reader waits for is sent. */
    void sendToTheFirst() {
        store.update("UPDATE delivery SET state = 'sent' WHERE subscription = 1");
    }

    /** Lets each edition go out that is held and that nobody has let go yet. */
    void approve() {
        for (var edition :
                editions("SELECT id FROM edition WHERE state = 'held' AND approved IS NULL")) {
            orders.approve(edition, clock.instant());
            maker().makeBegun(List.of(list));
        }
    }

    /** Stops each edition that has a number and was not stopped. */
    void cancel() {
        for (var edition :
                editions(
                        """
                        SELECT id FROM edition
                        WHERE number IS NOT NULL AND state IN ('open', 'held', 'sealed') ORDER BY id
                        """)) {
            orders.cancel(edition, clock.instant());
        }
    }

    private List<EditionId> editions(String sql) {
        return store.texts(sql).stream().map(id -> new EditionId(Long.parseLong(id))).toList();
    }

    /** Ends the process, as it were, before the nth transaction from now on is kept. */
    void killAt(int step) {
        store.killAt(step);
    }

    /** Nothing ends it any more. */
    void spare() {
        store.spare();
    }

    boolean isKilled() {
        return isKilled;
    }

    /** Does it; where it ends the process, the next one does it. */
    void mortally(Runnable deed) {
        var wasKilled = isKilled;
        untilItEnds(deed);
        if (isKilled != wasKilled) {
            deed.run();
        }
    }

    /** Does it, or as much of it as is done when the process ends. */
    void untilItEnds(Runnable deed) {
        try {
            deed.run();
        } catch (StoreFixture.Killed end) {
            isKilled = true;
            spare();
            clock.advance(RESTART);
        }
    }

    /** Who got what with which edition, named by its minute, and where their cursors stand. */
    List<String> ledger() {
        return store.texts(
                """
                SELECT d.subscription || ' ' || e.list || ' ' || e.cadence || ' '
                    || substr(e.slot, 1, 16) || ' '
                    || e.number || ' ' || e.state || ' ' || i.briefing || ' ' || i.position
                    || ' ' || d.state || ' ' || s.cursor
                FROM delivery d
                JOIN edition e ON e.id = d.edition
                JOIN content_item i ON i.content = d.content
                JOIN subscription s ON s.id = d.subscription
                ORDER BY d.subscription, e.list, e.cadence, e.slot, i.position
                """);
    }

    /** Who gets what, by whichever edition. */
    List<String> received() {
        return store.texts(
                """
                SELECT d.subscription || ' ' || i.briefing || ' ' || i.revision || ' ' || i.kind
                FROM delivery d JOIN content_item i ON i.content = d.content
                WHERE d.state <> 'cancelled'
                ORDER BY d.subscription, i.briefing, i.revision
                """);
    }

    @Override
    public void close() {
        database.close();
    }
}
