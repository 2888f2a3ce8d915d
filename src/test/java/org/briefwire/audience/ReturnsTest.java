package org.briefwire.audience;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.briefwire.config.Bounces;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.link.ReturnPaths;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Secret;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SuppressionReason;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.ListPauses;
import org.briefwire.store.Notices;
import org.briefwire.store.PostFixture;
import org.briefwire.store.Refusals;
import org.briefwire.store.ReturnedMailShelf;
import org.briefwire.store.ReturnedMails;
import org.briefwire.store.ReturnedMails.Told;
import org.briefwire.store.Suppressions;
import org.briefwire.store.Suppressions.Suppression;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ReturnsTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");
    private static final EmailAddress MAILBOX = EmailAddress.parse("bounces@example.org");
    private static final EmailAddress ADA = EmailAddress.parse("ada@example.net");
    private static final String DEAD = "550 5.1.1 no such user";
    private static final String LATER = "450 4.4.1 connection timed out";

    @TempDir Path folder;

    private final MovableClock clock = new MovableClock(NOW);

    /** A database with Ada, and a desk where mails come back. */
    private final class Scene implements AutoCloseable {
        private final Database database;
        private final PostFixture fixture;
        private final Links links =
                new Links(
                        TestConfigs.publication("https://news.example.org"),
                        Keys.of(new Secret("a-secret-of-the-tests-own")));
        private final ReturnPaths paths = links.returnPaths(MAILBOX);
        private final List<String> alarms = new ArrayList<>();
        private final Returns returns;
        private final SubscriptionId ada;
        private final Suppressions suppressions;
        private int mails;

        Scene(TestDatabases.Kind kind, Bounces config) {
            this.database = Database.open(TestDatabases.fresh(kind, folder));
            this.fixture = new PostFixture(database);
            var returned = new ReturnedMails(database);
            this.returns =
                    new Returns(
                            new Returns.Shelf(returned, new Refusals(database)),
                            new Evidence(links, config.address(), returned, clock),
                            config,
                            new Alarm() {
                                @Override
                                public void mailIsRefused(Told told, Instant at) {
                                    alarms.add("refused: " + told.category());
                                }

                                @Override
                                public void listIsPaused(ListId list, String reason, Instant at) {
                                    alarms.add("paused: %s, %s".formatted(list, reason));
                                }
                            },
                            clock);
            this.ada = fixture.subscribe(List.of(ADA.toString())).getFirst();
            this.suppressions = new Suppressions(database);
        }

        /** An edition that Ada was sent now. */
        EditionId sent(String slot) {
            var edition = fixture.edition(slot);
            fixture.deliver(edition, List.of(ada), clock.instant());
            fixture.sent(edition, ada, clock.instant());
            return edition;
        }

        String from(EditionId edition) {
            return paths.ofDelivery(edition, ada).toString();
        }

        Returns.Taken take(String to, String says) {
            return take(to, says, Returns.Trust.PROVEN);
        }

        Returns.Taken take(String to, String says, Returns.Trust trust) {
            mails++;
            return returns.take(
                    """
                    From: MAILER-DAEMON@mx.example.net
                    To: %s
                    Message-ID: <%d@mx.example.net>
                    Subject: Undelivered Mail Returned to Sender

                    <ada@example.net>: %s
                    """
                            .formatted(to, mails, says)
                            .getBytes(StandardCharsets.UTF_8),
                    "test",
                    trust);
        }

        Optional<SuppressionReason> reason() {
            return suppressions.find(ADA).map(Suppression::reason);
        }

        @Override
        public void close() {
            database.close();
        }
    }

    private Scene signed(TestDatabases.Kind kind) {
        return new Scene(kind, TestConfigs.bounces(Optional.of(MAILBOX)));
    }

    @ParameterizedTest
    @EnumSource
    void aReportThatLostItsAddressIsKnownByItsEnvelopeId(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var edition = scene.sent("2026-11-23T07:00");
            var id = scene.paths.ofDelivery(edition, scene.ada).local();

            scene.returns.take(
                    """
                    From: MAILER-DAEMON@mx.example.net
                    To: desk@example.org
                    Subject: Undelivered Mail Returned to Sender
                    Content-Type: multipart/report; report-type=delivery-status; boundary=b

                    --b
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; mx.example.net
                    Original-Envelope-Id: %s

                    Final-Recipient: rfc822; ada@example.net
                    Action: failed
                    Status: 5.1.1
                    Diagnostic-Code: smtp; 550 5.1.1 no such user

                    --b--
                    """
                            .formatted(id)
                            .getBytes(StandardCharsets.UTF_8),
                    "test",
                    Returns.Trust.PROVEN);

            assertThat(scene.reason()).contains(SuppressionReason.HARD_BOUNCE);
        }
    }

    private Scene unsigned(TestDatabases.Kind kind) {
        return new Scene(kind, TestConfigs.bounces(Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void aHardBounceSuppressesAtOnceAndCancelsWhatIsQueued(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var edition = scene.sent("1");
            var next = scene.fixture.edition("2");
            scene.fixture.deliver(next, List.of(scene.ada), NOW);

            var taken = scene.take(scene.from(edition).toUpperCase(java.util.Locale.ROOT), DEAD);

            assertThat(taken.effects()).containsExactly("suppressed: hard bounce");
            assertThat(scene.suppressions.find(ADA))
                    .contains(
                            new Suppression(
                                    SuppressionReason.HARD_BOUNCE,
                                    NOW,
                                    "5.1.1 unknown-user (test)"));
            assertThat(scene.fixture.row(next, scene.ada))
                    .extracting(PostFixture.Row::state, PostFixture.Row::reply)
                    .containsExactly("cancelled", "suppressed: hard bounce");
            assertThat(new ReturnedMailShelf(scene.database).counts(edition))
                    .isEqualTo(new ReturnedMailShelf.Counts(1, 1, 0));
            assertThat(scene.alarms).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMailIsTakenOnceHoweverOftenItComes(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var mail =
                    "From: MAILER-DAEMON@x\nTo: %s\nSubject: failure notice\n\n<ada@example.net>: %s\n"
                            .formatted(scene.from(scene.sent("1")), DEAD)
                            .getBytes(StandardCharsets.UTF_8);

            assertThat(scene.returns.take(mail, "one", Returns.Trust.PROVEN).fresh()).isTrue();
            scene.suppressions.lift(ADA, "was a mistake", NOW);
            assertThat(scene.returns.take(mail, "other", Returns.Trust.PROVEN).fresh()).isFalse();

            assertThat(scene.reason()).isEmpty();
            assertThat(new ReturnedMailShelf(scene.database).list(10)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatSaysNothingFindsItsDeliveryByTheAddressItCameTo(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var edition = scene.sent("1");
            var mail =
                    "From: postmaster@x\nTo: <%s>\nSubject: Undeliverable\n\nIt did not work.\n"
                            .formatted(scene.from(edition));

            var taken =
                    scene.returns.take(
                            mail.getBytes(StandardCharsets.UTF_8), "test", Returns.Trust.PROVEN);

            assertThat(taken.tells())
                    .extracting(Told::address, Told::sent)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(
                                    ADA.toString(),
                                    Optional.of(new ReturnedMails.Sent(edition, scene.ada))));
            assertThat(taken.effects()).containsExactly("score 1.0 of 4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeThatComesBackFindsWhomItWasWrittenTo(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var notices = new Notices(scene.database);
            notices.post(new Notices.Post("confirm", "one", ADA, new byte[0], NOW));
            var id = notices.claimDue(new CourierId(1), NOW, 1).getFirst().id();

            assertThat(scene.take(scene.paths.ofNotice(id).toString(), DEAD).effects())
                    .containsExactly("suppressed: hard bounce");
            assertThat(scene.reason()).contains(SuppressionReason.HARD_BOUNCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aForgedOrMissingTokenChangesNothing(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var genuine = scene.from(scene.sent("1"));
            var at = genuine.indexOf('@') - 9;
            var other = genuine.charAt(at) == 'b' ? 'c' : 'b';
            var forged = genuine.substring(0, at) + other + genuine.substring(at + 1);

            assertThat(scene.take(forged, DEAD).effects()).containsExactly("its token is forged");
            assertThat(scene.take(forged, DEAD, Returns.Trust.ALL).effects())
                    .containsExactly("its token is forged");
            assertThat(scene.take(MAILBOX.toString(), DEAD).effects())
                    .containsExactly("proves nothing: it carries neither token nor mail of ours");
            assertThat(scene.reason()).isEmpty();

            assertThat(scene.take(MAILBOX.toString(), DEAD, Returns.Trust.ALL).effects())
                    .containsExactly("suppressed: hard bounce");
        }
    }

    @ParameterizedTest
    @EnumSource
    void ourMessageIdAndOurLinkInTheCopyProveAsMuch(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var edition = scene.sent("1");
            var id = scene.links.messageId(edition, scene.ada);
            var link = scene.links.unsubscribe(scene.ada);

            assertThat(
                            scene.take(
                                            "bounces@example.org",
                                            LATER + "\n\nMessage-ID: <" + id + ">")
                                    .effects())
                    .containsExactly("score 1.0 of 4");
            assertThat(
                            scene.take(
                                            "x@example.org",
                                            DEAD + "\n\nList-Unsubscribe: <" + link + ">")
                                    .effects())
                    .containsExactly("suppressed: hard bounce");
        }
    }

    @ParameterizedTest
    @EnumSource
    void withoutSignedPathsABounceCountsForWhomMailWentToOfLate(TestDatabases.Kind kind) {
        try (var scene = unsigned(kind)) {
            assertThat(scene.take("news@example.org", DEAD).effects())
                    .containsExactly("we sent no mail there of late");
            scene.sent("1");
            clock.advance(Duration.ofDays(31));
            assertThat(scene.take("news@example.org", DEAD).effects())
                    .containsExactly("we sent no mail there of late");
            scene.sent("2");
            assertThat(scene.take("news@example.org", DEAD).effects())
                    .containsExactly("suppressed: hard bounce");
        }
    }

    @ParameterizedTest
    @EnumSource
    void softBouncesOfFourDaysSuppress(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var effects = new ArrayList<String>();
            for (var day = 1; day <= 5; day++) {
                var from = scene.from(scene.sent("day " + day));
                effects.addAll(scene.take(from, LATER).effects());
                effects.addAll(scene.take(from, LATER).effects());
                clock.advance(Duration.ofDays(1));
            }

            assertThat(effects)
                    .containsExactly(
                            "score 1.0 of 4",
                            "the day counts already",
                            "score 2.0 of 4",
                            "the day counts already",
                            "score 3.0 of 4",
                            "the day counts already",
                            "score 3.9 of 4",
                            "the day counts already",
                            "suppressed: soft bounce",
                            "the day counts already");
            assertThat(scene.reason()).contains(SuppressionReason.SOFT_BOUNCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aScoreDecays(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            scene.take(scene.from(scene.sent("1")), LATER);
            clock.advance(Duration.ofDays(60));

            assertThat(scene.take(scene.from(scene.sent("2")), LATER).effects())
                    .containsExactly("score 1.5 of 4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMailThatWentThroughTakesTheScoreAway(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            scene.take(scene.from(scene.sent("1")), LATER);
            clock.advance(Duration.ofDays(1));
            scene.sent("2");
            clock.advance(Duration.ofDays(1));

            assertThat(scene.take(scene.from(scene.sent("3")), LATER).effects())
                    .containsExactly("score 1.0 of 4");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsNotTheReadersFaultDropsNobody(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var effects = new ArrayList<String>();
            for (var says :
                    List.of(
                            "552 5.2.2 mailbox full",
                            "450 4.7.1 rate limited, too many messages",
                            "550 5.7.1 message content rejected as spam",
                            "554 5.7.1 your IP is listed in a blocklist")) {
                effects.addAll(scene.take(scene.from(scene.sent(says)), says).effects());
            }

            assertThat(effects)
                    .containsExactly(
                            "no reason to stop",
                            "no reason to stop",
                            "the operator is told",
                            "the operator is told");
            assertThat(scene.alarms).containsExactly("refused: content", "refused: reputation");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aWarningThatMailIsLateCountsForNothing(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var says =
                    "connection timed out\n\nTHIS IS A WARNING MESSAGE ONLY. It will be retried.";

            assertThat(scene.take(scene.from(scene.sent("1")), says).effects())
                    .containsExactly("no reason to stop");
        }
    }

    private static byte[] complaint(String returnPath) {
        return """
        From: <fbl@mailbox.example>
        To: <fbl@example.org>
        Subject: FW: The news
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=feedback-report; boundary="b"

        --b
        Content-Type: text/plain

        This is an abuse report.
        --b
        Content-Type: message/feedback-report

        Feedback-Type: abuse
        User-Agent: Some/1.0
        Version: 1
        Original-Mail-From: <%s>

        --b
        Content-Type: message/rfc822

        From: news@example.org
        Subject: The news

        Text.
        --b--
        """
                .formatted(returnPath)
                .getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource
    void aReportOfFailedAuthenticationOrOfNoSpamIsNobodysComplaint(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var path = scene.from(scene.sent("1"));
            for (var type : List.of("auth-failure", "not-spam")) {
                scene.returns.take(
                        new String(complaint(path), StandardCharsets.UTF_8)
                                .replace("abuse\nUser", type + "\nUser")
                                .getBytes(StandardCharsets.UTF_8),
                        "test",
                        Returns.Trust.PROVEN);
            }

            assertThat(scene.suppressions.find(ADA)).isEmpty();
            assertThat(scene.alarms).containsExactly("refused: authentication");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aComplaintSuppressesAndTooManyPauseTheList(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var people =
                    scene.fixture.subscribe(
                            IntStream.range(0, 2_000)
                                    .mapToObj("p%d@example.net"::formatted)
                                    .toList());
            var edition = scene.fixture.edition("1");
            scene.fixture.deliver(edition, people, NOW);
            people.forEach(one -> scene.fixture.sent(edition, one, NOW));
            var next = scene.fixture.edition("2");
            scene.fixture.deliver(next, people.subList(10, 12), NOW);
            var pauses = new ListPauses(scene.database);
            var daily = new ListId("daily");
            for (var one : people.subList(0, 2)) {
                scene.returns.take(
                        complaint(scene.paths.ofDelivery(edition, one).toString()),
                        "test",
                        Returns.Trust.PROVEN);
            }
            // 2 of 2000 are not more than 0.1 %
            assertThat(pauses.find(daily)).isEmpty();

            scene.returns.take(
                    complaint(scene.paths.ofDelivery(edition, people.get(2)).toString()),
                    "test",
                    Returns.Trust.PROVEN);

            assertThat(scene.suppressions.find(EmailAddress.parse("p2@example.net")))
                    .map(Suppression::reason)
                    .contains(SuppressionReason.COMPLAINT);
            assertThat(scene.alarms)
                    .containsExactly("paused: daily, 3 of 2000 who got number 0 complained");
            assertThat(new ReturnedMailShelf(scene.database).counts(edition).complaints())
                    .isEqualTo(3);
            assertThat(new org.briefwire.store.Deliveries(scene.database).nextDue()).isEmpty();
            assertThat(pauses.resume(daily, NOW)).contains(2);
            assertThat(new org.briefwire.store.Deliveries(scene.database).nextDue()).contains(NOW);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aMailToTheUnsubscribeAddressEndsTheSubscription(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var next = scene.fixture.edition("2");
            scene.fixture.deliver(next, List.of(scene.ada), NOW);
            var to = scene.paths.leaving(scene.ada).replaceAll("mailto:|\\?.*", "");
            var mail = "From: ada@example.net\nTo: %s\nSubject: %s\n\n\n";
            for (var subject : List.of("Out of office: back on Monday", "Undelivered Mail")) {
                var from = subject.startsWith("Un") ? "MAILER-DAEMON@x" : "ada@example.net";
                scene.returns.take(
                        mail.replace("ada@example.net", from)
                                .formatted(to, subject)
                                .getBytes(StandardCharsets.UTF_8),
                        "test",
                        Returns.Trust.PROVEN);
            }
            assertThat(scene.fixture.row(next, scene.ada).state()).isEqualTo("pending");

            var taken =
                    scene.returns.take(
                            mail.formatted(to, "unsubscribe").getBytes(StandardCharsets.UTF_8),
                            "test",
                            Returns.Trust.PROVEN);

            assertThat(taken.effects()).containsExactly("left the list");
            assertThat(scene.fixture.row(next, scene.ada).state()).isEqualTo("cancelled");
            assertThat(scene.reason()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatTheServerRefusesAtHandOverFollowsTheSameRules(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            var others =
                    scene.fixture.subscribe(
                            List.of("b@x.org", "c@x.org", "d@x.org", "e@x.org", "f@x.org"));
            var edition = scene.fixture.edition("1");
            var everybody = new ArrayList<>(others);
            everybody.addFirst(scene.ada);
            scene.fixture.deliver(edition, everybody, NOW);
            var replies =
                    List.of(
                            "550 5.1.1 no such user (in reply to RCPT TO)",
                            "550 User unknown (in reply to RCPT TO)",
                            "550 User unknown (in reply to end of DATA)",
                            "554 5.7.1 rejected as spam (in reply to end of DATA)",
                            "main has no SMTPUTF8 (RFC 6531), which the address needs",
                            "given up after 24 h: 451 4.4.1 connection timed out");
            for (var at = 0; at < replies.size(); at++) {
                scene.fixture.refused(edition, everybody.get(at), replies.get(at), NOW);
            }

            assertThat(scene.returns.judgeRefusals()).isEqualTo(6);
            assertThat(scene.returns.judgeRefusals()).isZero();

            assertThat(scene.suppressions.list(10))
                    .extracting(row -> row.address().orElseThrow().toString())
                    .containsExactlyInAnyOrder("ada@example.net", "b@x.org");
            assertThat(new ReturnedMailShelf(scene.database).list(10))
                    .extracting(row -> row.recipients().getFirst().effect())
                    .containsExactly(
                            "score 1.0 of 4",
                            "the operator is told",
                            "score 1.0 of 4",
                            "suppressed: hard bounce",
                            "suppressed: hard bounce");
            assertThat(scene.alarms).containsExactly("refused: content");
        }
    }

    @ParameterizedTest
    @EnumSource
    void theMailsThemselvesAreNotKeptForEver(TestDatabases.Kind kind) {
        try (var scene = signed(kind)) {
            scene.take(scene.from(scene.sent("1")), DEAD);
            var shelf = new ReturnedMailShelf(scene.database);
            clock.advance(Duration.ofDays(89));
            scene.returns.shed();
            assertThat(shelf.raw(1)).isPresent();
            clock.advance(Duration.ofDays(2));
            scene.returns.shed();

            assertThat(shelf.raw(1)).isEmpty();
            assertThat(shelf.find(1)).isPresent();
        }
    }
}
