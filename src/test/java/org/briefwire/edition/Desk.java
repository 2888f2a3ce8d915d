package org.briefwire.edition;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.TopicId;
import org.briefwire.store.Database;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.StoreFixture;
import org.briefwire.store.Withdrawals;
import org.briefwire.testing.MovableClock;

/** A list with a daily and an instant cadence, and what is done to it. */
final class Desk {
    final StoreFixture store;
    final EditionOrders orders;
    final EditionMaker maker;
    final List<NewsList> lists;
    private final Withdrawals withdrawals;
    private final MovableClock clock;

    Desk(Database database, MovableClock clock, NewsList.Approval approval) {
        this.clock = clock;
        store = new StoreFixture(database);
        orders = new EditionOrders(database);
        withdrawals = new Withdrawals(database);
        maker = new TestRenderer().maker(database, ZoneId.of("Europe/Berlin"), clock);
        lists = List.of(list(approval));
        maker.see(lists);
    }

    private static NewsList list(NewsList.Approval approval) {
        return new NewsList(
                new ListId("brief"),
                "Brief",
                "",
                List.of(),
                approval,
                List.of(
                        new Cadence(
                                new CadenceId("daily"), "0 0 7 ? * *", Cadence.Clock.PUBLICATION),
                        new Cadence(new CadenceId("instant"), "", Cadence.Clock.PUBLICATION)),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }

    SubscriptionId join(String cadence, Choice choice) {
        return store.join(new StoreFixture.Joining("brief", cadence, "", choice, clock.instant()));
    }

    BriefingId news(List<TopicId> topics) {
        return store.release(topics, false, clock.instant());
    }

    BriefingId urgent(List<TopicId> topics) {
        return store.releaseUrgent(topics, clock.instant());
    }

    void correct(BriefingId briefing) {
        store.correct(briefing, false, clock.instant());
    }

    void correctAtOnce(BriefingId briefing) {
        store.correct(briefing, true, clock.instant());
    }

    void withdraw(BriefingId briefing) {
        withdrawals.withdraw(
                store.texts("SELECT slug FROM briefing WHERE id = " + briefing).getFirst(),
                "Not ours.",
                clock.instant());
    }

    List<Made> look() {
        clock.advance(Duration.ofMinutes(1));
        return maker.makeDue(lists);
    }

    /** Past the next 07:00. */
    List<Made> nextDay() {
        clock.advance(Duration.ofDays(1));
        return maker.makeDue(lists);
    }

    void send() {
        store.update("UPDATE delivery SET state = 'sent' WHERE state = 'pending'");
    }

    EditionId last(String cadence) {
        return new EditionId(
                store.number("SELECT MAX(id) FROM edition WHERE cadence = '" + cadence + "'"));
    }

    void cancel(EditionId edition) {
        orders.cancel(edition, clock.instant());
    }
}
