package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.DeliveryOutcome.Doubt;
import org.briefwire.store.PostFixture.Row;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveriesTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final CourierId ME = new CourierId(7);

    @TempDir Path folder;

    private record Post(Database database, PostFixture fixture, Deliveries deliveries)
            implements AutoCloseable {
        @Override
        public void close() {
            database.close();
        }
    }

    private Post open(TestDatabases.Kind kind) {
        var database = Database.open(TestDatabases.fresh(kind, folder));
        return new Post(database, new PostFixture(database), new Deliveries(database));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDueIsClaimedOnceAndWhatIsNotYetDueWaits(TestDatabases.Kind kind) {
        try (var post = open(kind)) {
            var edition = post.fixture().edition("s");
            var people = post.fixture().subscribe(List.of("a@example.org", "b@example.org"));
            post.fixture().deliver(edition, people.subList(0, 1), NOW);
            post.fixture().deliver(edition, people.subList(1, 2), NOW.plusMillis(1));

            var first = post.deliveries().claimDue(ME, NOW, 500);
            var second = post.deliveries().claimDue(new CourierId(8), NOW, 500);

            assertThat(first.due())
                    .extracting(due -> due.address().toString(), DueDelivery::firstDue)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("a@example.org", NOW));
            assertThat(second.due()).isEmpty();
            assertThat(post.fixture().row(edition, people.getFirst()))
                    .isEqualTo(new Row("sending", 0, 0, "", "", Optional.of(7L)));
            assertThat(post.deliveries().nextDue()).contains(NOW.plusMillis(1));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoLeftOrIsSuppressedOrWhoseEditionWasCancelledIsCancelledWithTheReason(
            TestDatabases.Kind kind) {
        try (var post = open(kind)) {
            var edition = post.fixture().edition("s");
            var stopped = post.fixture().edition("t");
            var people = post.fixture().subscribe(List.of("a@b.org", "c@d.org", "e@f.org"));
            post.fixture().deliver(edition, people, NOW);
            post.fixture().deliver(stopped, people.subList(2, 3), NOW);
            post.fixture().leave(people.get(0));
            post.fixture().suppress("c@d.org");
            post.fixture().cancel(stopped);

            var claimed = post.deliveries().claimDue(ME, NOW, 500);

            assertThat(claimed.due())
                    .extracting(DueDelivery::subscription)
                    .containsExactly(people.get(2));
            assertThat(claimed.cancelled()).isEqualTo(3);
            assertThat(post.fixture().row(edition, people.get(0)))
                    .isEqualTo(
                            new Row(
                                    "cancelled",
                                    0,
                                    0,
                                    "",
                                    "left before it was sent",
                                    Optional.empty()));
            assertThat(post.fixture().row(edition, people.get(1)).reply())
                    .isEqualTo("suppressed: complaint");
            assertThat(post.fixture().row(stopped, people.get(2)).reply())
                    .isEqualTo("the edition was cancelled");
        }
    }

    @ParameterizedTest
    @EnumSource
    void outcomesAreKeptAndADeferredOneIsDueAgainAndRemembersItsFirstTime(TestDatabases.Kind kind) {
        try (var post = open(kind)) {
            var edition = post.fixture().edition("s");
            var people = post.fixture().subscribe(List.of("a@b.org", "c@d.org"));
            post.fixture().deliver(edition, people, NOW);
            post.deliveries().claimDue(ME, NOW, 500);
            var later = NOW.plus(Duration.ofMinutes(1));

            var recorded =
                    post.deliveries()
                            .recordOutcomes(
                                    ME,
                                    List.of(
                                            new DeliveryOutcome(
                                                    edition,
                                                    people.get(0),
                                                    DeliveryState.SENT,
                                                    Doubt.NONE,
                                                    "main",
                                                    "250 fine",
                                                    NOW),
                                            new DeliveryOutcome(
                                                    edition,
                                                    people.get(1),
                                                    DeliveryState.DEFERRED,
                                                    Doubt.IN_DOUBT,
                                                    "main",
                                                    "lost",
                                                    later)));

            assertThat(recorded).isEqualTo(2);
            assertThat(post.fixture().row(edition, people.get(0)))
                    .isEqualTo(new Row("sent", 0, 1, "main", "250 fine", Optional.empty()));
            assertThat(post.fixture().row(edition, people.get(1)))
                    .isEqualTo(new Row("deferred", 1, 1, "main", "lost", Optional.empty()));
            assertThat(post.deliveries().claimDue(ME, NOW, 500).due()).isEmpty();
            assertThat(post.deliveries().claimDue(ME, later, 500).due())
                    .extracting(DueDelivery::firstDue, DueDelivery::attempts)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(NOW, 1));
            assertThat(post.deliveries().counts(edition))
                    .isEqualTo(Map.of(DeliveryState.SENT, 1L, DeliveryState.SENDING, 1L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOutcomeIsRefusedWhenItsDeliveryWasTakenOver(TestDatabases.Kind kind) {
        try (var post = open(kind)) {
            var edition = post.fixture().edition("s");
            var people = post.fixture().subscribe(List.of("a@b.org"));
            post.fixture().deliver(edition, people, NOW);
            post.deliveries().claimDue(ME, NOW, 500);

            var recorded =
                    post.deliveries()
                            .recordOutcomes(
                                    new CourierId(99),
                                    List.of(
                                            new DeliveryOutcome(
                                                    edition,
                                                    people.getFirst(),
                                                    DeliveryState.FAILED,
                                                    Doubt.NONE,
                                                    "main",
                                                    "550 no",
                                                    NOW)));

            assertThat(recorded).isZero();
            assertThat(post.fixture().row(edition, people.getFirst()).state()).isEqualTo("sending");
        }
    }

    /** They come and are kept in one round trip; PostgreSQL can't keep the octet zero in a text. */
    @Test
    void whereOneOutcomeCanNotBeKeptPostgresqlKeepsNone() {
        try (var post = open(TestDatabases.Kind.POSTGRESQL)) {
            var edition = post.fixture().edition("s");
            var people = post.fixture().subscribe(List.of("a@b.org", "c@d.org", "e@f.org"));
            post.fixture().deliver(edition, people, NOW);
            post.deliveries().claimDue(ME, NOW, 500);

            assertThatThrownBy(() ->
                            post.deliveries()
                                    .recordOutcomes(
                                            ME,
                                            List.of(
                                                    sent(edition, people.get(0), "250 fine"),
                                                    sent(edition, people.get(1), "250 \0"),
                                                    sent(edition, people.get(2), "250 fine"))))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("0x00");

            assertThat(post.deliveries().counts(edition))
                    .isEqualTo(Map.of(DeliveryState.SENDING, 3L));
        }
    }

    private static DeliveryOutcome sent(EditionId edition, SubscriptionId to, String reply) {
        return new DeliveryOutcome(edition, to, DeliveryState.SENT, Doubt.NONE, "main", reply, NOW);
    }

    @ParameterizedTest
    @EnumSource
    void anEditionIsDoneWhenItsEveryDeliveryHasEnded(TestDatabases.Kind kind) {
        try (var post = open(kind)) {
            var edition = post.fixture().edition("s");
            var empty = post.fixture().edition("t");
            var people = post.fixture().subscribe(List.of("a@b.org"));
            post.fixture().deliver(edition, people, NOW);

            assertThat(post.deliveries().finishEditions()).isEqualTo(1);
            post.deliveries().claimDue(ME, NOW, 500);
            assertThat(post.deliveries().finishEditions()).isZero();
            post.deliveries()
                    .recordOutcomes(
                            ME,
                            List.of(
                                    new DeliveryOutcome(
                                            edition,
                                            people.getFirst(),
                                            DeliveryState.FAILED,
                                            Doubt.NONE,
                                            "main",
                                            "550 no",
                                            NOW)));

            assertThat(post.deliveries().finishEditions()).isEqualTo(1);
            assertThat(post.fixture().state(edition)).isEqualTo("done");
            assertThat(post.fixture().state(empty)).isEqualTo("done");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ownersThatClaimAtTheSameTimeShareWithoutOverlap(TestDatabases.Kind kind) throws Exception {
        try (var post = open(kind);
                var threads = Executors.newFixedThreadPool(4)) {
            var edition = post.fixture().edition("s");
            var people =
                    post.fixture()
                            .subscribe(
                                    IntStream.range(0, 400)
                                            .mapToObj(n -> "p%d@example.org".formatted(n))
                                            .toList());
            post.fixture().deliver(edition, people, NOW);

            var tasks = new ArrayList<Callable<List<SubscriptionId>>>();
            for (var n = 1; n <= 4; n++) {
                var owner = new CourierId(n);
                tasks.add(() -> claimAll(post.deliveries(), owner));
            }
            var all = new ArrayList<SubscriptionId>();
            for (var each : threads.invokeAll(tasks)) {
                all.addAll(each.get());
            }

            assertThat(all).hasSize(400);
            assertThat(new HashSet<>(all)).isEqualTo(new HashSet<>(people));
        }
    }

    private static List<SubscriptionId> claimAll(Deliveries deliveries, CourierId owner) {
        var all = new ArrayList<SubscriptionId>();
        // skipped rows are another's: a few empty claims are no end
        for (var empty = 0; empty < 5; ) {
            var claimed = deliveries.claimDue(owner, NOW, 17).due();
            claimed.forEach(due -> all.add(due.subscription()));
            empty = claimed.isEmpty() ? empty + 1 : 0;
        }
        return all;
    }
}
