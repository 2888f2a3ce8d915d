package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.briefwire.config.FaultLimit;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Progress;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.Deliveries;
import org.briefwire.store.Notices;
import org.briefwire.store.PostFixture;
import org.briefwire.store.ProviderPools;
import org.briefwire.testing.HeardLog;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BookTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final Duration GIVE_UP = Duration.ofHours(24);
    private static final Instant LAST = DUE.plus(GIVE_UP);
    private static final CourierId ME = new CourierId(7);
    private static final int BLAMED = 23;
    private static final Outcome BLAME =
            new Outcome.Failed(Reply.of(550, "550 5.7.1 your IP is blocked, see spamhaus"));

    @TempDir Path folder;

    private final MovableClock clock = new MovableClock(DUE);
    private final List<EditionId> stopped = new ArrayList<>();
    private final AtomicInteger refusals = new AtomicInteger();
    private final AtomicInteger doubts = new AtomicInteger();
    private final Tally tally = new Tally(Progress.UNSEEN.begin("sending", 0));

    private Database database;
    private PostFixture fixture;
    private Deliveries deliveries;
    private Book book;

    @BeforeEach
    void open() {
        database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder));
        fixture = new PostFixture(database);
        deliveries = new Deliveries(database);
        book =
                new Book(
                        ME,
                        new Book.Office(
                                deliveries,
                                new ProviderPools(database),
                                new Notices(database),
                                new Waits(new Random(1)),
                                GIVE_UP,
                                new FaultWatch(new FaultLimit(100_000), this::stop),
                                clock),
                        tally,
                        doubts::incrementAndGet);
    }

    private String stop(EditionId edition, String because) {
        if (refusals.getAndDecrement() > 0) {
            throw new BriefwireException("database: gone");
        }
        stopped.add(edition);
        return because;
    }

    @AfterEach
    void close() {
        database.close();
    }

    private List<SubscriptionId> claimed(EditionId edition, int count) {
        var people =
                fixture.subscribe(
                        IntStream.range(0, count).mapToObj("p%d@example.org"::formatted).toList());
        fixture.deliver(edition, people, DUE);
        assertThat(deliveries.claimDue(ME, clock.instant(), 500).due()).hasSize(count);
        return people;
    }

    private static Ended ended(EditionId edition, SubscriptionId subscription, Outcome outcome) {
        return new Ended(new Parcel.Digest(edition, subscription, 5, DUE), "main", outcome);
    }

    @Test
    void whenAnEditionCannotBeStoppedYetThatIsTriedAgainAndNothingElse() {
        var edition = fixture.edition("s");
        var outcomes =
                claimed(edition, BLAMED).stream().map(one -> ended(edition, one, BLAME)).toList();
        refusals.set(2);

        try (var log = HeardLog.of(Book.class)) {
            assertThatThrownBy(() -> book.keep(outcomes)).hasMessage("database: gone");
            assertThatThrownBy(() -> book.keep(outcomes)).hasMessage("database: gone");
            book.keep(outcomes);

            assertThat(log.lines(BLAMED + " outcomes came too late")).isEmpty();
        }
        assertThat(stopped).containsExactly(edition);
        assertThat(tally.failed()).isEqualTo(BLAMED);
    }

    /** As when another node took this one for dead, and had its deliveries. */
    @Test
    void whoIsToldThatItsOutcomesCameTooLateDoubtsItsRight() {
        var edition = fixture.edition("s");
        var people = claimed(edition, 2);
        var sent = new Outcome.Sent(Reply.of(250, "250 fine"));
        deliveries.putBack(ME, Map.of(edition, people.subList(0, 1)));

        book.keep(List.of(ended(edition, people.get(1), sent)));
        assertThat(doubts).hasValue(0);
        book.keep(List.of(ended(edition, people.getFirst(), sent)));

        assertThat(doubts).hasValue(1);
        assertThat(fixture.row(edition, people.getFirst()).state()).isEqualTo("pending");
    }

    @Test
    void digestsAndNoticesAreKeptTogetherOrNotAtAll() {
        var edition = fixture.edition("s");
        var one = claimed(edition, 1).getFirst();
        var notices = new Notices(database);
        notices.post(
                new Notices.Post(
                        "test",
                        "once",
                        EmailAddress.parse("c@d.org"),
                        CourierKit.message("c@d.org"),
                        DUE));
        var notice = notices.claimDue(ME, DUE, 10).getFirst();
        var sent = new Outcome.Sent(Reply.of(250, "250 fine"));
        var outcomes =
                List.of(
                        ended(edition, one, sent),
                        new Ended(new Parcel.Notice(notice.id(), 0, DUE), "main", sent));
        var kept = new AtomicInteger();

        fixture.beforeKeeping(kept::incrementAndGet);
        book.keep(outcomes);

        assertThat(kept).hasValue(1);
        assertThat(fixture.row(edition, one).state()).isEqualTo("sent");
        assertThat(fixture.notice("once")).isEqualTo("sent");
    }

    @Test
    void aRefusalForNowIsTriedOnceMoreAtTheVeryEndOfItsTime() {
        var edition = fixture.edition("s");
        var one = claimed(edition, 1).getFirst();
        clock.moveTo(LAST.minus(Duration.ofMinutes(5)));

        book.keep(List.of(ended(edition, one, new Outcome.Deferred(Reply.of(451, "451 busy")))));

        assertThat(fixture.due(edition, one)).isEqualTo(LAST);
    }

    @Test
    void whatMayHaveArrivedIsNeverTriedAgainAtOnceAlsoAtTheEndOfItsTime() {
        var edition = fixture.edition("s");
        var one = claimed(edition, 1).getFirst();
        clock.moveTo(LAST.minus(Duration.ofSeconds(1)));
        var doubt = new Outcome.InDoubt(Reply.ours("no answer to the message's end"));

        book.keep(List.of(ended(edition, one, doubt)));

        assertThat(fixture.row(edition, one).state()).isEqualTo("deferred");
        assertThat(fixture.due(edition, one)).isEqualTo(clock.instant().plus(Waits.DOUBT));

        clock.moveTo(fixture.due(edition, one));
        assertThat(deliveries.claimDue(ME, clock.instant(), 500).due()).hasSize(1);
        book.keep(List.of(ended(edition, one, doubt)));
        assertThat(fixture.row(edition, one).state()).isEqualTo("failed");
    }
}
