package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AllotmentTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final int PEOPLE = 100;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void theWholeBringsEverythingOnce(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var people = deliver(database);
            var whole = Allotment.whole(database);

            assertThat(whole.nextDue()).contains(NOW);
            assertThat(claimAll(whole)).containsExactlyInAnyOrderElementsOf(people);
            assertThat(whole.nextDue()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void aNodeClaimsFromTheShardsThatItHoldsAndThenWhatLayTooLongInOthers(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var people = deliver(database);
            var mine = Allotment.empty(database);

            var tooLong = NOW.plus(Allotment.PATIENCE);
            assertThat(mine.nextDue()).contains(tooLong);
            assertThat(claimAll(mine)).isEmpty();
            mine.take(3);
            mine.take(7);
            mine.take(9);
            mine.leave(9);

            assertThat(mine.size()).isEqualTo(2);
            assertThat(mine.nextDue()).contains(NOW);
            assertThat(claimAll(mine))
                    .containsExactlyInAnyOrderElementsOf(
                            people.stream()
                                    .filter(id ->
                                            id % Allotment.SHARDS == 3
                                                    || id % Allotment.SHARDS == 7)
                                    .toList());
            assertThat(mine.nextDue()).contains(tooLong);
            assertThat(claimAll(mine, tooLong.minusMillis(1))).isEmpty();
            assertThat(claimAll(mine, tooLong))
                    .containsExactlyInAnyOrderElementsOf(
                            people.stream()
                                    .filter(id ->
                                            id % Allotment.SHARDS != 3
                                                    && id % Allotment.SHARDS != 7)
                                    .toList());
            assertThat(mine.nextDue()).isEmpty();
        }
    }

    /** Rows of two partitions may lie at the same place of each. */
    @ParameterizedTest
    @EnumSource(names = "POSTGRESQL")
    void fromPartitionsItTakesNoMoreThanItWasAskedFor(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            new SizeFixture(database).partition(9, 1);
            deliver(database, "one");
            deliver(database, "other");
            var whole = Allotment.whole(database);

            assertThat(whole.claimDue(new CourierId(1), NOW, 7).due()).hasSize(7);
            assertThat(claimAll(whole)).hasSize(2 * PEOPLE - 7);
        }
    }

    private static List<Long> deliver(Database database) {
        return deliver(database, "s");
    }

    private static List<Long> deliver(Database database, String slot) {
        var post = new PostFixture(database);
        var edition = post.edition(slot);
        var people =
                post.subscribe(
                        IntStream.range(0, PEOPLE)
                                .mapToObj(n -> "p%d.%s@example.org".formatted(n, slot))
                                .toList());
        post.deliver(edition, people, NOW);
        return people.stream().map(id -> id.value()).toList();
    }

    private static List<Long> claimAll(Allotment allotment) {
        return claimAll(allotment, NOW);
    }

    private static List<Long> claimAll(Allotment allotment, Instant now) {
        var all = new ArrayList<Long>();
        var claimed = allotment.claimDue(new CourierId(1), now, 4).due();
        while (!claimed.isEmpty()) {
            claimed.forEach(delivery -> all.add(delivery.subscription().value()));
            claimed = allotment.claimDue(new CourierId(1), now, 4).due();
        }
        return all;
    }
}
