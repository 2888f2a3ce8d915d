package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.briefwire.compose.NoticeComposer;
import org.briefwire.config.Config;
import org.briefwire.config.Limit;
import org.briefwire.config.Pacing;
import org.briefwire.config.ProviderPace;
import org.briefwire.config.Publication;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.message.Languages;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;
import org.briefwire.notice.Editors;
import org.briefwire.notice.Outbox;
import org.briefwire.notice.StoppedEditions;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Notices;
import org.briefwire.store.PostFixture;
import org.briefwire.store.Stopped;
import org.briefwire.template.Templates;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A sender on a block list: its edition stops, the editors hear of it, nobody is lost. */
@Order(1)
class BlockedSenderTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final int PEOPLE = 400;
    private static final EmailAddress EDITOR = EmailAddress.parse("desk@example.org");

    @TempDir Path folder;

    private final SmtpServerStub stub = SmtpServerStub.start();
    private final MovableClock clock = new MovableClock(DUE);

    @AfterEach
    void stop() {
        stub.close();
    }

    @ParameterizedTest
    @EnumSource
    void anEditionThatServersBlameUsForStopsAndGoesOnWhenItIsMended(TestDatabases.Kind kind) {
        var smtp = List.of(CourierKit.server("main", stub, 2));
        var config = Configs.withSmtp(TestConfigs.at(folder), smtp);
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var dispatch = dispatch(config, database)) {
            var edition = edition(database);
            stub.on(SmtpMoment.END).answers("550 5.7.1 client host blocked using Spamhaus");

            var report = dispatch.sendDue();

            // twenty faults, and what was uncommitted or under way by then
            assertThat(report.failed()).isBetween(20L, 20L + 2 * Committer.BOUND + 34);
            assertThat(report.waiting()).isEqualTo(PEOPLE - report.failed());
            assertThat(report.nextDue()).isEmpty();
            assertThat(report.stale())
                    .singleElement()
                    .asString()
                    .startsWith("daily number 0 was stopped: 100 % of the last answers blame")
                    .contains("Spamhaus")
                    .endsWith(
                            "'editions resume daily 0' goes on, 'editions cancel daily 0' gives it up");
            theEditorsAreToldOnce(config, database);

            stub.behave();
            clock.advance(Duration.ofHours(1));
            assertThat(dispatch.sendDue().sent()).isZero();
            var orders = new EditionOrders(database);
            orders.resume(edition, clock.instant());
            orders.retry(edition, clock.instant());

            assertThat(dispatch.sendDue().sent()).isEqualTo(PEOPLE);
            // and the notice to the editors
            assertThat(stub.messageIds()).hasSize(PEOPLE + 1);
            assertThat(new Stopped(database).all()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    @Timeout(60)
    void whatWaitsForItsTurnWhenAnEditionIsStoppedGoesOnWhenItIsMended(TestDatabases.Kind kind) {
        var slow = provider("example.org", new Limit(50, Duration.ofSeconds(1)));
        var never = provider("never.example", new Limit(1, Duration.ofHours(1)));
        var config =
                Configs.withPacing(
                        Configs.withSmtp(
                                TestConfigs.at(folder),
                                List.of(CourierKit.server("main", stub, 2))),
                        new Pacing(Optional.empty(), Optional.empty(), List.of(slow, never)));
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var dispatch = dispatch(config, database)) {
            var edition = edition(database);
            var other = new PostFixture(database);
            var two = other.subscribe(List.of("a@never.example", "b@never.example"));
            other.deliver(other.edition("t"), two, DUE);
            stub.on(SmtpMoment.END, to -> to.endsWith("example.org"))
                    .answers("550 5.7.1 client host blocked using Spamhaus");
            dispatch.start();
            await().until(() -> !new Stopped(database).all().isEmpty());

            stub.behave();
            var orders = new EditionOrders(database);
            orders.resume(edition, clock.instant());
            orders.retry(edition, clock.instant());
            dispatch.wake();

            // in the same pass as before, which does not end while mail waits for its turn
            await().atMost(Duration.ofSeconds(40))
                    .until(() -> new PostFixture(database).state(edition).equals("done"));
            assertThat(stub.messageIds()).hasSize(PEOPLE + 1);
        }
    }

    private static ProviderPace provider(String domain, Limit rate) {
        return new ProviderPace(
                domain,
                List.of(domain),
                List.of(),
                Optional.of(rate),
                OptionalInt.of(2),
                OptionalInt.empty());
    }

    private static EditionId edition(Database database) {
        var fixture = new PostFixture(database);
        var edition = fixture.edition("s");
        var addresses = IntStream.range(0, PEOPLE).mapToObj("p%d@example.org"::formatted).toList();
        fixture.deliver(edition, fixture.subscribe(addresses), DUE);
        return edition;
    }

    private void theEditorsAreToldOnce(Config config, Database database) {
        var publication = withEditor(config.publication());
        var notices = new Notices(database);
        var languages = Languages.builtIn();
        var outbox =
                new Outbox(
                        new NoticeComposer(publication, Templates.builtIn(), languages),
                        notices,
                        links(config),
                        clock);
        var stopped =
                new StoppedEditions(
                        Configs.withPublication(config, publication),
                        languages,
                        new Stopped(database),
                        new Editors(publication, outbox, notices, clock));

        stopped.tell();
        stopped.tell();

        var mails = notices.claimDue(new CourierId(1), clock.instant(), 10);
        assertThat(mails).singleElement().extracting(Notices.Due::address).isEqualTo(EDITOR);
        assertThat(new String(mails.getFirst().mime(), StandardCharsets.UTF_8))
                .contains("Subject: Stopped: The Daily Brief: News", "Spamhaus")
                .contains("briefwire editions resume daily 0");
    }

    private static Publication withEditor(Publication plain) {
        return new Publication(
                plain.title(),
                plain.url(),
                plain.sender(),
                plain.replyTo(),
                List.of(EDITOR),
                plain.address(),
                plain.zone(),
                plain.language(),
                plain.secret());
    }

    private static Links links(Config config) {
        return new Links(config.publication(), Keys.of(new Secret("a-secret-of-the-tests-own")));
    }

    private Dispatch dispatch(Config config, Database database) {
        return new Dispatch(
                config, database, links(config), CourierKit.equipment(clock, new Metrics()));
    }
}
