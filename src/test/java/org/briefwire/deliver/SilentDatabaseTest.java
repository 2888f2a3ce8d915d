package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.model.Secret;
import org.briefwire.store.Database;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.FadingRoute;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The way to PostgreSQL dies without a word: mail goes on over another connection. */
@Order(1)
class SilentDatabaseTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final int CONNECTIONS = 2;
    private static final int PEOPLE = 400;

    /** It takes half a minute; without an end to waiting it would take for ever. */
    private static final Duration GUARD = Duration.ofMinutes(3);

    @TempDir Path folder;

    private final SmtpServerStub stub = SmtpServerStub.start();

    @AfterEach
    void stop() {
        stub.close();
    }

    private Dispatch dispatch(Database database) {
        var server = CourierKit.server("main", stub, CONNECTIONS);
        var config = Configs.withSmtp(TestConfigs.at(folder), List.of(server));
        return new Dispatch(
                config,
                database,
                new Links(config.publication(), Keys.of(new Secret("a-secret-of-the-tests-own"))),
                CourierKit.equipment(new MovableClock(DUE), new Metrics()));
    }

    private static FadingRoute routeTo(String url) {
        return new FadingRoute(URI.create(url.substring("jdbc:".length())).getPort());
    }

    private static String by(FadingRoute route, String url) {
        return url.replaceFirst(":\\d+/", ":%d/".formatted(route.port()));
    }

    @Test
    void whatFallsDueAfterwardsIsSent() {
        var url = TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder);
        try (var near = Database.open(url);
                var route = routeTo(url);
                var far = Database.open(by(route, url));
                var dispatch = dispatch(far)) {
            var fixture = new PostFixture(near);
            var edition = fixture.edition("s");
            var people = fixture.subscribe(List.of("a@b.org", "c@d.org"));
            fixture.deliver(edition, people.subList(0, 1), DUE);
            dispatch.start();
            await().atMost(GUARD).until(() -> fixture.state(edition).equals("done"));

            route.fade();
            var next = fixture.edition("t");
            fixture.deliver(next, people.subList(1, 2), DUE);

            await().atMost(GUARD).until(() -> fixture.state(next).equals("done"));
            assertThat(stub.messageIds())
                    .hasSize(2)
                    .allSatisfy((id, count) -> assertThat(count).isEqualTo(1));
        }
    }

    @Test
    void inTheMiddleOfSendingNobodyIsLostAndFewGetItTwice() {
        var url = TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder);
        stub.on(SmtpMoment.END).waits(Duration.ofMillis(5));
        try (var near = Database.open(url);
                var route = routeTo(url);
                var far = Database.open(by(route, url));
                var dispatch = dispatch(far)) {
            var fixture = new PostFixture(near);
            var edition = fixture.edition("s");
            var addresses =
                    IntStream.range(0, PEOPLE).mapToObj("p%d@example.org"::formatted).toList();
            fixture.deliver(edition, fixture.subscribe(addresses), DUE);
            dispatch.start();
            await().atMost(GUARD).until(() -> stub.messageIds().size() > PEOPLE / 4);

            route.fade();

            await().atMost(GUARD).until(() -> fixture.state(edition).equals("done"));
            var counts = stub.messageIds().values();
            assertThat(counts).hasSize(PEOPLE);
            assertThat(counts.stream().mapToInt(Integer::intValue).sum())
                    .isLessThanOrEqualTo(PEOPLE + CONNECTIONS + Committer.BOUND);
        }
    }
}
