package org.briefwire.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.briefwire.audience.Enrol.Outcome;
import org.briefwire.config.NewsList;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionState;
import org.briefwire.store.Database;
import org.briefwire.store.Enrolment.Why;
import org.briefwire.store.Standing;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Subscriptions;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EnrolTest {
    private static final Instant NOW = Instant.parse("2026-11-24T06:30:00Z");
    private static final NewsList DAILY = Enrolling.DAILY;

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void theStartCursorIsAskedForCadenceAndZoneWhenOneBecomesActive(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var asked = new ArrayList<String>();
            var enrol =
                    Enrolling.with(
                            database,
                            (list, cadence, zone, at) -> {
                                asked.add("%s %s %s %s".formatted(list, cadence, zone, at));
                                return asked.size();
                            });
            var tokyo = Map.of("email", "a@example.org", "zone", "Asia/Tokyo");
            var instant = Map.of("email", "a@example.org", "cadence", "instant");

            enrol(enrol, SubscriptionState.PENDING, tokyo, NOW);
            enrol(enrol, SubscriptionState.ACTIVE, instant, NOW.plusSeconds(5));
            enrol(enrol, SubscriptionState.ACTIVE, tokyo, NOW.plusSeconds(9));

            assertThat(asked)
                    .containsExactly(
                            "daily daily Asia/Tokyo 2026-11-24T06:30:00Z",
                            "daily instant Asia/Tokyo 2026-11-24T06:30:05Z");
            var id = only(database, "a@example.org").id();
            assertThat(new Subscriptions(database).position(id))
                    .contains(new Subscriptions.Position(2, 2, NOW.plusSeconds(5)));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLanguageIsFollowedOnEveryList(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var enrol = Enrolling.with(database, (list, cadence, zone, at) -> 0);
            var other = list("other");
            var german = Map.of("email", "a@example.org", "language", "de");
            enrol(enrol, SubscriptionState.ACTIVE, Map.of("email", "a@example.org"), NOW);

            enrol.enrol(
                    other,
                    List.of(Enrolling.application(SubscriptionState.ACTIVE, german)),
                    new Why(NOW, "a test", ""));

            assertThat(known(database, "a@example.org"))
                    .extracting(standing -> standing.list() + " " + standing.choice().language())
                    .containsExactly("daily de", "other de");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theHistoryKeepsWhatWasChosenAndWhy(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var enrol = Enrolling.with(database, (list, cadence, zone, at) -> 0);
            var ada = Map.of("email", "a@example.org");
            var topics = Map.of("email", "a@example.org", "topics", "world;art", "depth", "full");

            var outcomes =
                    List.of(
                            enrol(enrol, SubscriptionState.PENDING, ada, NOW),
                            enrol(enrol, SubscriptionState.ACTIVE, topics, NOW),
                            enrol(enrol, SubscriptionState.ACTIVE, topics, NOW),
                            enrol(enrol, SubscriptionState.PENDING, ada, NOW));

            assertThat(outcomes)
                    .containsExactly(
                            Outcome.ADDED, Outcome.CONFIRMED, Outcome.UNCHANGED, Outcome.UNCHANGED);
            var id = only(database, "a@example.org").id();
            assertThat(new Subscriptions(database).history(id))
                    .extracting(event -> event.kind().word() + ": " + event.evidence())
                    .containsExactly(
                            "added: a test",
                            "confirmed: a test",
                            "changed: a test (daily, full, topics art world)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aThousandAreEnrolledAtOnce(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var enrol = Enrolling.with(database, (list, cadence, zone, at) -> 3);
            var applications =
                    IntStream.range(0, 1000)
                            .mapToObj(i ->
                                    Enrolling.application(
                                            SubscriptionState.ACTIVE,
                                            Map.of("email", "r%d@example.org".formatted(i))))
                            .toList();

            var outcomes = enrol.enrol(DAILY, applications, new Why(NOW, "a test", "f.csv"));

            assertThat(outcomes).hasSize(1000).containsOnly(Outcome.ADDED);
            var listed = new ArrayList<String>();
            new Subscribers(database)
                    .each(700, subscriber -> listed.add(subscriber.person().address().toString()));
            assertThat(listed)
                    .hasSize(700)
                    .startsWith("r0@example.org")
                    .endsWith("r699@example.org");
        }
    }

    private static Outcome enrol(
            Enrol enrol, SubscriptionState state, Map<String, String> fields, Instant at) {
        var application = Enrolling.application(state, fields);
        return enrol.enrol(DAILY, List.of(application), new Why(at, "a test", "")).getFirst();
    }

    private static List<Standing> known(Database database, String address) {
        return new Subscribers(database)
                .find(EmailAddress.parse(address))
                .orElseThrow()
                .subscriptions();
    }

    private static Standing only(Database database, String address) {
        return known(database, address).getFirst();
    }

    private static NewsList list(String id) {
        return new NewsList(
                new ListId(id),
                id,
                "",
                List.of(),
                NewsList.Approval.AUTO,
                DAILY.cadences(),
                NewsList.Visibility.PUBLIC,
                DAILY.sender(),
                "en");
    }
}
