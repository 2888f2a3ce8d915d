package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.briefwire.config.Limit;
import org.briefwire.config.Pacing;
import org.briefwire.config.ProviderPace;
import org.briefwire.config.SmtpServer;
import org.briefwire.store.Database;
import org.briefwire.store.Nodes;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Limits are those of two nodes on one PostgreSQL together. */
@Order(1)
class NodesPacingTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final int PEOPLE = 600;

    /** By then neither node has run out of work. */
    private static final int FIRST = 160;

    private static final Limit FORTY_A_SECOND = new Limit(40, Duration.ofSeconds(1));

    /** Four seconds' worth takes two when each node takes the whole rate for its own. */
    private static final long TOO_FAST_NANOS = 3_200_000_000L;

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(DUE.minusSeconds(60));
    private Database database;
    private PostFixture fixture;
    private final SmtpServerStub stub = SmtpServerStub.start();

    @BeforeEach
    void open() {
        database = Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder));
        fixture = new PostFixture(database);
    }

    @AfterEach
    void stop() {
        database.close();
        stub.close();
    }

    private Dispatch node(Pacing pacing, SmtpServer server) {
        return new Dispatch(
                Configs.withPacing(
                        Configs.withSmtp(TestConfigs.at(folder), List.of(server)), pacing),
                database,
                CourierKit.LINKS,
                CourierKit.equipment(clock, new Metrics()));
    }

    private SmtpServer server(Optional<Limit> rate) {
        return CourierKit.limited(
                CourierKit.server("main", stub, 4),
                new SmtpServer.Terms(
                        rate, OptionalInt.empty(), OptionalInt.empty(), Optional.empty()),
                List.of());
    }

    /** How long two nodes take for the first so many of an edition, both from the beginning. */
    private long nanosOfTwo(Pacing pacing, SmtpServer server, List<String> people, int first) {
        fixture.deliver(fixture.edition("s"), fixture.subscribe(people), DUE);
        try (var one = node(pacing, server);
                var other = node(pacing, server)) {
            one.start();
            await().until(() -> new Nodes(database).sending().size() == 1);
            other.start();
            await().until(this::bothKnow);
            var begin = System.nanoTime();
            clock.moveTo(DUE);
            one.wake();
            other.wake();
            await().atMost(Duration.ofSeconds(60)).until(() -> stub.messageIds().size() >= first);
            var took = System.nanoTime() - begin;
            assertThat(stub.messageIds().values()).containsOnly(1);
            return took;
        }
    }

    /** The first has looked round since the second came. */
    private boolean bothKnow() {
        var nodes = new Nodes(database).sending();
        return nodes.size() == 2
                && nodes.getFirst().seen().isAfter(nodes.getLast().since().plusMillis(200));
    }

    private static List<String> people(int count, String domain) {
        return IntStream.range(0, count).mapToObj(n -> "p%d@%s".formatted(n, domain)).toList();
    }

    @Test
    void aRateOfEverythingIsThatOfTwoNodesTogether() {
        var pacing = new Pacing(Optional.of(FORTY_A_SECOND), Optional.empty(), List.of());

        var took =
                nanosOfTwo(pacing, server(Optional.empty()), people(PEOPLE, "example.org"), FIRST);

        assertThat(took).isGreaterThan(TOO_FAST_NANOS);
    }

    @Test
    void aServersRateIsThatOfTwoNodesTogether() {
        var took =
                nanosOfTwo(
                        Pacing.NONE,
                        server(Optional.of(FORTY_A_SECOND)),
                        people(PEOPLE, "example.org"),
                        FIRST);

        assertThat(took).isGreaterThan(TOO_FAST_NANOS);
    }

    @Test
    void aProvidersConnectionsAreThoseOfTwoNodesTogether() {
        var underWay = new AtomicInteger();
        var most = new AtomicInteger();
        stub.on(
                        SmtpMoment.RCPT,
                        to -> {
                            if (to.endsWith("slow.example")) {
                                most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                            }
                            return false;
                        })
                .hangsUp();
        stub.on(SmtpMoment.END, to -> to.endsWith("slow.example")).waits(Duration.ofMillis(30));
        stub.on(
                        SmtpMoment.TAKEN,
                        to -> {
                            if (to.endsWith("slow.example")) {
                                underWay.decrementAndGet();
                            }
                            return false;
                        })
                .hangsUp();
        var slow =
                new ProviderPace(
                        "slow",
                        List.of("slow.example"),
                        List.of(),
                        Optional.empty(),
                        OptionalInt.of(2),
                        OptionalInt.empty());
        var all = new ArrayList<>(people(60, "slow.example"));
        all.addAll(people(60, "example.org"));

        nanosOfTwo(
                new Pacing(Optional.empty(), Optional.empty(), List.of(slow)),
                server(Optional.empty()),
                all,
                all.size());

        assertThat(most).hasValue(2);
    }
}
