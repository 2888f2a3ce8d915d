package org.briefwire.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.briefwire.compose.NoticeComposer;
import org.briefwire.config.Config;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.message.Languages;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Progress;
import org.briefwire.model.Secret;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.SuppressionReason;
import org.briefwire.notice.Editors;
import org.briefwire.notice.Outbox;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.ImportUndo;
import org.briefwire.store.Imports;
import org.briefwire.store.Invitations;
import org.briefwire.store.InviteOrders;
import org.briefwire.store.InviteOrders.Scope;
import org.briefwire.store.JoinBarrier;
import org.briefwire.store.JoinConfirmations;
import org.briefwire.store.JoinGate;
import org.briefwire.store.JoinRequests;
import org.briefwire.store.Notices;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Suppressions;
import org.briefwire.template.Templates;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Those whom an import put down are asked, each once, at a pace, and nobody who must not be. */
class InviteTest {
    private static final Instant NOW = Instant.parse("2026-11-24T06:30:00Z");
    private static final Scope EVERYBODY = new Scope(Optional.empty(), Optional.empty());

    @TempDir Path folder;

    private static final class Scene implements AutoCloseable {
        final Database database;
        final MovableClock clock = new MovableClock(NOW);
        final Config config;
        final Invite invite;
        final Join join;
        final Imports imports;
        private final Path folder;

        Scene(TestDatabases.Kind kind, Path folder) {
            this.folder = folder;
            database = Database.open(TestDatabases.fresh(kind, folder));
            config = TestConfigs.at(folder);
            imports = new Imports(database);
            var links =
                    new Links(
                            config.publication(), Keys.of(new Secret("a-secret-of-the-tests-own")));
            var notices = new Notices(database);
            var outbox =
                    new Outbox(
                            new NoticeComposer(
                                    config.publication(), Templates.builtIn(), Languages.builtIn()),
                            notices,
                            links,
                            clock);
            var mails =
                    new JoinMails(
                            config,
                            Languages.builtIn(),
                            links,
                            outbox,
                            new Editors(config.publication(), outbox, notices, clock));
            var requests = new JoinRequests(database);
            StartCursor start = (list, cadence, zone, at) -> 0;
            invite =
                    new Invite(
                            config,
                            new Invite.Parts(
                                    new InviteOrders(database),
                                    new Invitations(database),
                                    requests,
                                    mails),
                            clock);
            join =
                    new Join(
                            config,
                            new Join.Parts(
                                    new JoinGate(database),
                                    requests,
                                    new JoinConfirmations(database),
                                    new Subscribers(database),
                                    new JoinBarrier(database),
                                    Enrolling.with(database, start),
                                    start,
                                    mails),
                            links,
                            clock);
        }

        ListId list() {
            return config.lists().getFirst().id();
        }

        /** Imports people who wait; answers the import's number. */
        long imported(String... people) throws IOException {
            var file = Files.createTempFile(folder, "people", ".csv");
            Files.writeString(file, "email\n" + String.join("\n", people) + "\n");
            return new SubscriberImport(
                            Enrolling.with(database, (list, cadence, zone, at) -> 0),
                            new Subscribers(database),
                            new Suppressions(database),
                            imports,
                            clock)
                    .run(
                            new ImportOrder(
                                    file,
                                    List.of(config.lists().getFirst()),
                                    SubscriptionState.PENDING,
                                    ImportOrder.Mode.FOR_GOOD),
                            (line, reason) -> {},
                            Progress.UNSEEN)
                    .number()
                    .orElseThrow();
        }

        /** Whom mail waits for, since this was asked last. */
        List<String> mailed() {
            return new Notices(database)
                    .claimDue(new CourierId(1), clock.instant(), 5_000).stream()
                            .map(due -> due.address().toString())
                            .toList();
        }

        void suppress(String address) {
            new Suppressions(database)
                    .add(EmailAddress.parse(address), SuppressionReason.MANUAL, "a test", NOW);
        }

        @Override
        public void close() {
            database.close();
        }
    }

    private static String[] people(int count) {
        return IntStream.range(0, count)
                .mapToObj("p%d@example.net"::formatted)
                .toArray(String[]::new);
    }

    @ParameterizedTest
    @EnumSource
    void whoWaitsIsAskedAndConfirmsByTheButton(TestDatabases.Kind kind) throws IOException {
        try (var scene = new Scene(kind, folder)) {
            scene.imported("ada@example.net");
            scene.invite.order(EVERYBODY, 600);

            assertThat(scene.invite.goOn()).isEqualTo(1);

            var mail = new Notices(scene.database).claimDue(new CourierId(1), NOW, 10).getFirst();
            var text = new String(mail.mime(), StandardCharsets.UTF_8).replace("=\r\n", "");
            assertThat(text).contains("Would you like").contains("will not be asked again");
            var token = text.replaceAll("(?s).*?/confirm/([\\w.-]+).*", "$1");
            assertThat(scene.join.confirm(token)).isEqualTo(Join.Confirmed.JOINED);
            var standing =
                    new Subscribers(scene.database)
                            .find(EmailAddress.parse("ada@example.net"))
                            .orElseThrow()
                            .on(scene.list())
                            .orElseThrow();
            assertThat(standing.state()).isEqualTo(SubscriptionState.ACTIVE);
            assertThat(scene.invite.all())
                    .extracting(Invite.Status::asked, Invite.Status::confirmed)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple(1L, 1L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsAskedTwiceNorAnybodyWhoMustGetNoMail(TestDatabases.Kind kind) throws IOException {
        try (var scene = new Scene(kind, folder)) {
            var number = scene.imported("ada@example.net", "bo@example.net", "cy@example.net");
            scene.suppress("bo@example.net");
            scene.invite.order(EVERYBODY, 6_000);
            scene.invite.goOn();
            assertThat(scene.mailed()).containsExactly("ada@example.net", "cy@example.net");

            // another order, another import, an import that was undone, and a year
            scene.invite.order(new Scope(Optional.empty(), Optional.of(number)), 6_000);
            scene.invite.goOn();
            new ImportUndo(scene.database).undo(number, scene.clock.instant());
            scene.imported("ADA@example.net", "bo@example.net", "cy@example.net", "di@example.net");
            scene.clock.advance(Duration.ofDays(365));
            new JoinRequests(scene.database).forget(scene.clock.instant());
            scene.invite.order(EVERYBODY, 6_000);
            scene.invite.goOn();

            assertThat(scene.mailed()).containsExactly("di@example.net");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theyAreAskedEvenlyOverTheHourAndARestartForgetsNothing(TestDatabases.Kind kind)
            throws IOException {
        try (var scene = new Scene(kind, folder)) {
            scene.imported(people(200));
            scene.invite.order(EVERYBODY, 90);
            var asked = new ArrayList<Integer>();
            for (var minute = 0; minute < 125; minute++) {
                asked.add(scene.invite.goOn() + scene.invite.goOn());
                scene.clock.advance(Duration.ofMinutes(1));
            }

            // 90 an hour are 2 a minute until the hour is full
            assertThat(asked.subList(0, 60).stream().mapToInt(each -> each)).hasSize(60);
            assertThat(sum(asked, 0, 60)).isEqualTo(90);
            assertThat(asked).allMatch(each -> each <= 2);
            for (var from = 0; from + 60 <= asked.size(); from++) {
                assertThat(sum(asked, from, from + 60)).isLessThanOrEqualTo(90);
            }
            assertThat(scene.mailed()).hasSize(sum(asked, 0, 125)).doesNotHaveDuplicates();
        }
    }

    private static int sum(List<Integer> asked, int from, int to) {
        return asked.subList(from, to).stream().mapToInt(each -> each).sum();
    }

    @ParameterizedTest
    @EnumSource
    void severalProcessesAskEachOnce(TestDatabases.Kind kind) throws Exception {
        try (var scene = new Scene(kind, folder);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            scene.imported(people(120));
            scene.invite.order(EVERYBODY, 100_000);
            Callable<Integer> work = scene.invite::goOn;
            threads.invokeAll(List.of(work, work, work));

            assertThat(scene.mailed()).hasSize(120).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatAKillCutOffIsSentWhenItGoesOn(TestDatabases.Kind kind) throws IOException {
        try (var scene = new Scene(kind, folder)) {
            scene.imported("ada@example.net");
            var order = scene.invite.order(EVERYBODY, 600);
            // taken, and killed before the mail was kept
            new Invitations(scene.database)
                    .take(
                            order,
                            List.of(scene.list()),
                            10,
                            NOW,
                            guest ->
                                    new JoinRequests.Request(
                                            guest.address(),
                                            NOW,
                                            NOW.plus(Duration.ofDays(7)),
                                            Invite.FORM,
                                            "en",
                                            "",
                                            guest.wishes()));
            assertThat(scene.mailed()).isEmpty();

            scene.invite.goOn();
            scene.invite.goOn();

            assertThat(scene.mailed()).containsExactly("ada@example.net");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anOrderIsAboutItsImportAndEndsAndCanBeStopped(TestDatabases.Kind kind) throws IOException {
        try (var scene = new Scene(kind, folder)) {
            scene.imported("ada@example.net");
            var second = scene.imported("bo@example.net", "cy@example.net", "di@example.net");
            var order = scene.invite.order(new Scope(Optional.empty(), Optional.of(second)), 60);
            scene.invite.goOn();
            assertThat(scene.mailed()).containsExactly("bo@example.net");
            assertThat(scene.invite.status(order).waiting()).isEqualTo(2);

            assertThat(scene.invite.stop(order.id())).isTrue();
            scene.clock.advance(Duration.ofHours(2));
            scene.invite.goOn();
            assertThat(scene.mailed()).isEmpty();

            scene.invite.order(new Scope(Optional.empty(), Optional.of(second)), 6_000);
            scene.invite.goOn();
            assertThat(scene.mailed()).containsExactly("cy@example.net", "di@example.net");
            assertThat(scene.invite.all().stream().map(each -> each.order().ended().isPresent()))
                    .containsOnly(true);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoFilledInTheFormIsNotAskedAgain(TestDatabases.Kind kind) throws IOException {
        try (var scene = new Scene(kind, folder)) {
            var form =
                    new JoinRequests.Request(
                            EmailAddress.parse("ada@example.net"),
                            NOW,
                            NOW.plus(Duration.ofDays(7)),
                            "page",
                            "en",
                            "",
                            List.of(
                                    new JoinRequests.Wish(
                                            scene.list(),
                                            scene.config.lists().getFirst().firstCadence().id(),
                                            org.briefwire.model.Depth.FULL,
                                            org.briefwire.model.Topics.ALL)));
            scene.imported("ada@example.net", "bo@example.net");
            new JoinRequests(scene.database).keep(form);
            scene.invite.order(EVERYBODY, 6_000);
            scene.invite.goOn();

            assertThat(scene.mailed().stream().collect(Collectors.toSet()))
                    .containsExactly("bo@example.net");
        }
    }
}
