package org.briefwire.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import org.briefwire.config.Pacing;
import org.briefwire.config.ProviderPace;
import org.briefwire.dns.Answer;
import org.briefwire.dns.Dns;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.Database;
import org.briefwire.store.Providers;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who asks for less gets half of what its provider was sent, by all its domains and all nodes. */
class SpeedsTest {
    private static final String REPLY = "421 4.7.28 unusual rate of mail";
    private static final Pacing GROUPED =
            new Pacing(
                    Optional.empty(),
                    Optional.empty(),
                    List.of(
                            grouped("hosting", "hosting.example", "*.mx.hosting.example"),
                            grouped("twins", "*.twins.example")));

    private static final Dns HOSTED =
            (name, type) ->
                    type == Dns.Type.MX && name.endsWith(".hosted.example")
                            ? new Answer.Found(List.of("5 a.mx.hosting.example."))
                            : new Answer.None();

    @TempDir Path folder;
    private Database database;
    private Speeds speeds;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T07:00:00Z"));
    private final AtomicLong nanos = new AtomicLong(-7);

    private static ProviderPace grouped(String id, String domain, String... mx) {
        return new ProviderPace(
                id,
                List.of(domain),
                List.of(mx),
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty());
    }

    @BeforeEach
    void open() {
        database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder));
        speeds = new Speeds(GROUPED, database, HOSTED, clock, new Meter(nanos::get));
    }

    @AfterEach
    void close() {
        speeds.close();
        database.close();
    }

    private void sent(int count, String domain) {
        for (var n = 0; n < count; n++) {
            speeds.sent(EmailAddress.parse("p%d@%s".formatted(n, domain)));
        }
    }

    private void after(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    /** Messages an hour, of those that asked for less. */
    private Map<String, Long> slowed() {
        return new Providers(database)
                .all().stream()
                        .filter(known -> known.slowDown().isPresent())
                        .collect(
                                Collectors.toMap(
                                        Providers.Known::id,
                                        known -> known.slowDown().orElseThrow().perHour()));
    }

    private void asksForLess(String domain) {
        speeds.refused(EmailAddress.parse("p@" + domain), REPLY);
        await().until(() -> !slowed().isEmpty());
    }

    @Test
    void aDomainHalvesWhatItWasSentItself() {
        sent(300, "firm.example");
        sent(500, "other.example");
        after(Duration.ofSeconds(30));

        asksForLess("firm.example");

        // 300 in half a minute
        assertThat(slowed()).isEqualTo(Map.of("firm.example", 18_000L));
    }

    @Test
    void aSmallDomainHalvesWhatItsHostWasSentWithAllThatItHosts() {
        sent(2, "small.hosted.example");
        sent(200, "hosting.example");
        sent(98, "large.hosted.example");
        sent(500, "elsewhere.example");
        after(Duration.ofSeconds(30));

        asksForLess("small.hosted.example");

        assertThat(slowed()).isEqualTo(Map.of("hosting", 18_000L));
    }

    @Test
    void oneOfAProvidersTwoDomainsHalvesWhatBothWereSent() {
        sent(1, "a.twins.example");
        sent(299, "b.twins.example");
        after(Duration.ofSeconds(30));

        asksForLess("a.twins.example");

        assertThat(slowed()).isEqualTo(Map.of("twins", 18_000L));
    }

    @Test
    void ofThreeNodesEachTakesWhatItSentForAThird() {
        speeds.shareWith(3);
        sent(100, "firm.example");
        after(Duration.ofSeconds(30));

        asksForLess("firm.example");

        assertThat(slowed()).isEqualTo(Map.of("firm.example", 18_000L));
    }

    @Test
    void whatWasSentMoreThanAMinuteAgoDoesNotCount() {
        sent(10_000, "firm.example");
        after(Duration.ofSeconds(65));
        sent(400, "firm.example");
        after(Duration.ofSeconds(25));

        asksForLess("firm.example");

        // the first of them twenty to thirty seconds ago
        assertThat(slowed()).isEqualTo(Map.of("firm.example", 24_000L));
    }

    @Test
    void ofVeryManyDomainsThoseThatAreSentMostAreKnown() {
        sent(300, "hosting.example");
        for (var n = 0; n < 20_000; n++) {
            sent(1, "d%d.example".formatted(n));
        }
        sent(300, "hosting.example");
        after(Duration.ofSeconds(30));

        asksForLess("hosting.example");

        assertThat(slowed()).isEqualTo(Map.of("hosting", 36_000L));
    }

    @Test
    void whereAllAskAtOnceOnlyTheFirstAreHeard() {
        for (var n = 0; n < 3 * Askers.MANY; n++) {
            speeds.refused(EmailAddress.parse("p@d%d.example".formatted(n)), REPLY);
        }
        await().until(() -> slowed().size() == Askers.MANY);

        clock.advance(Duration.ofSeconds(10));
        speeds.refused(EmailAddress.parse("p@late.example"), REPLY);

        await().until(() -> slowed().containsKey("late.example"));
        assertThat(slowed()).hasSize(Askers.MANY + 1);
    }

    @Test
    void whoDoesNotAskForLessIsNotSlowed() {
        sent(300, "a.example");
        speeds.refused(EmailAddress.parse("p@a.example"), "452 4.2.2 Mailbox full");

        asksForLess("b.example");

        assertThat(slowed()).containsOnlyKeys("b.example");
    }
}
