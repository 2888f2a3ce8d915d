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
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.Deliveries;
import org.briefwire.store.DueDelivery;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.StoreFixture;
import org.briefwire.store.Withdrawals;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is withdrawn while mail with it waits: the mail goes without it. */
class WithdrawnTest {
    private static final List<TopicId> WORLD = List.of(new TopicId("world"));
    private static final List<TopicId> ART = List.of(new TopicId("art"));
    private static final Choice ONLY_WORLD = new Choice(Depth.FULL, Topics.ofWord("world"), "");
    private static final CourierId COURIER = new CourierId(1);

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));

    private static List<NewsList> lists(NewsList.Approval approval) {
        return List.of(
                new NewsList(
                        new ListId("brief"),
                        "Brief",
                        "",
                        List.of(),
                        approval,
                        List.of(
                                new Cadence(
                                        new CadenceId("daily"),
                                        "0 0 7 ? * *",
                                        Cadence.Clock.PUBLICATION)),
                        NewsList.Visibility.PUBLIC,
                        Mailbox.parse("desk@example.org"),
                        "en"));
    }

    private EditionMaker maker(Database database) {
        return new TestRenderer().maker(database, ZoneId.of("Europe/Berlin"), clock);
    }

    private SubscriptionId join(StoreFixture store, Choice choice) {
        return store.join(new StoreFixture.Joining("brief", "daily", "", choice, clock.instant()));
    }

    private Withdrawals.Result withdraw(Database database, BriefingId briefing) {
        var slug =
                new StoreFixture(database)
                        .texts("SELECT slug FROM briefing WHERE id = " + briefing)
                        .getFirst();
        return new Withdrawals(database).withdraw(slug, "Not ours.", clock.instant());
    }

    private List<DueDelivery> claim(Database database) {
        return new Deliveries(database).claimDue(COURIER, clock.instant(), 500).due();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsQueuedGoesWithoutItAndNothingElseIsLost(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var store = new StoreFixture(database);
            var lists = lists(NewsList.Approval.AUTO);
            maker(database).see(lists);
            var all = join(store, Choice.EVERYTHING);
            var some = join(store, ONLY_WORLD);
            var wrong = store.release(WORLD, false, clock.instant());
            var right = store.release(ART, false, clock.instant());
            clock.advance(Duration.ofDays(1));
            maker(database).makeDue(lists);

            assertThat(withdraw(database, wrong)).isEqualTo(Withdrawals.Result.WITHDRAWN);
            assertThat(withdraw(database, wrong)).isEqualTo(Withdrawals.Result.ALREADY);
            assertThat(claim(database)).isEmpty();
            maker(database).makeDue(lists);
            maker(database).makeDue(lists);

            assertThat(claim(database)).extracting(DueDelivery::subscription).containsExactly(all);
            assertThat(store.mails(all)).containsExactly("daily sending %s:1:new".formatted(right));
            assertThat(store.mails(some))
                    .containsExactly("daily cancelled %s:1:new".formatted(wrong));
            assertThat(
                            store.texts(
                                    "SELECT i.briefing FROM edition e"
                                            + " JOIN content_item i ON i.content = e.canonical"))
                    .containsExactly(right.toString());
            clock.advance(Duration.ofDays(1));
            store.release(WORLD, false, clock.instant());
            maker(database).makeDue(lists);
            assertThat(store.mails(some)).hasSize(2).last().asString().doesNotContain(" 1:");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatStaysIsAsItWasAndItsCorrectionIsNotARepeat(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var desk = new Desk(database, clock, NewsList.Approval.AUTO);
            var reader = desk.join("daily", Choice.EVERYTHING);
            var corrected = desk.news(WORLD);
            var withdrawn = desk.news(WORLD);
            desk.nextDay();
            desk.correct(corrected);
            desk.nextDay();
            desk.withdraw(withdrawn);
            desk.look();
            desk.nextDay();

            assertThat(desk.store.mails(reader))
                    .containsExactly(
                            "daily pending %s:1:new".formatted(corrected),
                            "daily pending %s:2:correction".formatted(corrected));
            assertThat(
                            desk.store.texts(
                                    """
                                    SELECT i.briefing || ':' || i.revision FROM edition e
                                    JOIN content_item i ON i.content = e.canonical
                                    WHERE e.number = 1
                                    """))
                    .containsExactly(corrected + ":1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsBeingHandedOverIsFinishedAndWhatComesBackGoesWithoutIt(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var store = new StoreFixture(database);
            var lists = lists(NewsList.Approval.AUTO);
            maker(database).see(lists);
            var reader = join(store, Choice.EVERYTHING);
            var wrong = store.release(WORLD, false, clock.instant());
            var right = store.release(ART, false, clock.instant());
            clock.advance(Duration.ofDays(1));
            maker(database).makeDue(lists);
            assertThat(claim(database)).hasSize(1);

            withdraw(database, wrong);
            maker(database).makeDue(lists);
            assertThat(claim(database)).isEmpty();
            assertThat(store.mails(reader))
                    .containsExactly("daily sending %s:1:new %s:1:new".formatted(right, wrong));

            store.update("UPDATE delivery SET state = 'pending', owner = NULL");
            assertThat(claim(database)).isEmpty();
            maker(database).makeDue(lists);
            assertThat(claim(database)).hasSize(1);
            assertThat(store.mails(reader))
                    .containsExactly("daily sending %s:1:new".formatted(right));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsPausedOrHeldStaysSoWithoutIt(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var store = new StoreFixture(database);
            var orders = new EditionOrders(database);
            var lists = lists(NewsList.Approval.MANUAL);
            maker(database).see(lists);
            var reader = join(store, Choice.EVERYTHING);
            var first = store.release(WORLD, false, clock.instant());
            var second = store.release(WORLD, false, clock.instant());
            var right = store.release(ART, false, clock.instant());
            clock.advance(Duration.ofDays(1));
            maker(database).makeDue(lists);
            withdraw(database, first);
            var edition = new EditionId(store.number("SELECT MAX(id) FROM edition"));
            orders.approve(edition, clock.instant());
            maker(database).makeDue(lists);
            orders.pause(edition, clock.instant());
            withdraw(database, second);
            maker(database).makeDue(lists);

            assertThat(claim(database)).isEmpty();
            orders.resume(edition, clock.instant());
            assertThat(claim(database)).hasSize(1);
            assertThat(store.mails(reader))
                    .containsExactly("daily sending %s:1:new".formatted(right));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aContentThatWasRenderedBeforeAndIsKeptAfterIsStale(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var store = new StoreFixture(database);
            var lists = lists(NewsList.Approval.AUTO);
            var renderer = new TestRenderer();
            var maker = renderer.maker(database, ZoneId.of("Europe/Berlin"), clock);
            maker.see(lists);
            var reader = join(store, Choice.EVERYTHING);
            var wrong = store.release(WORLD, false, clock.instant());
            var right = store.release(ART, false, clock.instant());
            clock.advance(Duration.ofDays(1));
            renderer.meanwhile = () -> withdraw(database, wrong);
            maker.makeDue(lists);

            assertThat(claim(database)).isEmpty();
            maker.makeDue(lists);
            assertThat(claim(database)).hasSize(1);
            assertThat(store.mails(reader))
                    .containsExactly("daily sending %s:1:new".formatted(right));
        }
    }
}
