package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExplainTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void everyMailAndEveryMissingOneHasItsSentence(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.readers("ada@example.org", "bob@example.org");
            desk.done(
                    "subscribers",
                    "add",
                    "eve@example.org",
                    "--list",
                    "daily",
                    "--confirmed",
                    "--topics",
                    "sport");
            desk.dropBriefing("First Headline");
            desk.done("run", "--now");
            desk.later(Duration.ofHours(1));
            desk.done("subscribers", "remove", "bob@example.org", "--list", "daily");
            desk.dropBriefing("Second Headline");
            desk.done("run", "--now");

            assertThat(desk.done("explain", "ada@example.org"))
                    .isEqualTo(
                            """
                            ada@example.org; times are those of UTC

                            daily (The Daily Brief): active, daily, every topic, full
                              24 Nov 2026 06:30 they were confirmed: imported from readers.csv by the
                                                operator as confirmed (import 1)
                              24 Nov 2026 06:30 number 1 (now 2026-11-24T06:30:00Z) 'First Headline' was
                                                handed over to main, which said: 250 2.0.0 taken
                              24 Nov 2026 07:30 number 2 (now 2026-11-24T07:30:00Z) 'Second Headline' was
                                                handed over to main, which said: 250 2.0.0 taken
                            """);
            assertThat(said(desk.done("explain", "bob@example.org")))
                    .contains("they were unsubscribed: removed by the operator")
                    .contains(
                            "number 1 (now 2026-11-24T06:30:00Z) 'First Headline' was handed over")
                    .contains(
                            "number 2 (now 2026-11-24T07:30:00Z) went out when they had left the list");
            assertThat(desk.done("explain", "eve@example.org", "--json"))
                    .contains(
                            "{\"at\":\"2026-11-24T07:30:00Z\",\"list\":\"daily\",\"edition\":2,\"what\":\"not_chosen\",\"sentence\":\"number 2 (now 2026-11-24T07:30:00Z) carries none of the topics that they chose (they chose sport)\"}");
            assertThat(desk.run("explain", "nobody@example.org").err())
                    .isEqualTo(
                            "briefwire: nobody has the address nobody@example.org; 'subscribers list'"
                                    + " names everybody\n");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWentOutOfTurnIsExplainedToWhoGotItAndWhoDidNot(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.done("run");
            desk.readers("ada@example.org", "bob@example.org");
            desk.later(Duration.ofSeconds(10));
            desk.drop("u.txt", "---\nurgent: true\n---\nU\n\nLead.");
            try (var installation = desk.installation()) {
                new StoreFixture(installation.database())
                        .changeBreaking(new SubscriptionId(1), true);
            }
            desk.done("run");
            desk.later(Duration.ofMinutes(5));
            desk.done("run", "--now");
            desk.later(Duration.ofMinutes(5));
            desk.readers("eve@example.org");
            desk.later(Duration.ofMinutes(5));
            desk.drop("u.txt", "---\nurgent: true\ncorrection: It was C.\n---\nU\n\nLead.");
            desk.done("run");

            assertThat(said(desk.done("explain", "ada@example.org")))
                    .contains("number 1 (breaking 2026-11-24T06:30:10Z) 'U' was handed over")
                    .contains(
                            "number 2 (now 2026-11-24T06:35:10Z) has nothing that they had not had already")
                    .contains(
                            "number 3 (correction 2026-11-24T06:45:10Z) 'Correction: U' was handed over");
            assertThat(said(desk.done("explain", "bob@example.org")))
                    .contains(
                            "number 1 (breaking 2026-11-24T06:30:10Z) went at once to those who asked for breaking news; theirs comes with their next edition")
                    .contains("number 2 (now 2026-11-24T06:35:10Z) 'U' was handed over")
                    .contains(
                            "number 3 (correction 2026-11-24T06:45:10Z) 'Correction: U' was handed over");
            assertThat(said(desk.done("explain", "eve@example.org")))
                    .contains(
                            "number 3 (correction 2026-11-24T06:45:10Z) corrects what was not sent to them")
                    .doesNotContain("breaking");
            desk.later(Duration.ofHours(1));
            desk.done("run");
            desk.later(Duration.ofDays(1));
            desk.done("run");
            assertThat(said(desk.done("explain", "eve@example.org")))
                    .contains("daily 2026-11-25T07:00 had nothing new, so nobody got mail")
                    .doesNotContain("number 0");

            desk.done("briefings", "withdraw", "u", "--reason", "Not ours.");
            assertThat(said(desk.done("explain", "bob@example.org")))
                    .contains(
                            "number 1 (breaking 2026-11-24T06:30:10Z) was withdrawn before it went to them");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverBecameOfAMailIsToldByWhatIsKept(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.readers("ada@example.org");
            desk.dropBriefing("First Headline");
            desk.done("run", "--now");
            try (var installation = desk.installation()) {
                var store = new StoreFixture(installation.database());
                delivery(
                        store, "'deferred', attempts = 2, reply = '450 busy', due = 1764000000000");
                assertThat(explained(desk))
                        .contains(
                                "was put off (450 busy); tried 2 times, the next try is at 24 Nov 2025 16:00");
                delivery(store, "'failed', reply = '550 no such user'");
                assertThat(explained(desk))
                        .contains("was refused by the server of their address: 550 no such user");
                delivery(store, "'failed', doubt = 1, reply = 'given up after 24 h: 450 busy'");
                assertThat(explained(desk))
                        .contains(
                                "could not be handed over in time, and was given up: given up after 24 h: 450 busy; it may have arrived");
                delivery(store, "'cancelled', doubt = 0, reply = 'suppressed: hard_bounce'");
                assertThat(explained(desk)).contains("was not sent: their address gets no mail");
                delivery(store, "'cancelled', reply = 'the edition was cancelled'");
                assertThat(explained(desk)).contains("was in an edition that was cancelled");
                delivery(store, "'pending'");
                assertThat(explained(desk)).contains("waits to be handed over, since 24 Nov 2025");
                store.update("UPDATE edition SET paused = 1");
                assertThat(explained(desk)).contains("waits in an edition that is paused");
                delivery(store, "'sending'");
                assertThat(explained(desk)).contains("is being handed over right now");

                store.update("DELETE FROM delivery");
                for (var outcome : OUTCOMES) {
                    store.update("UPDATE wave SET outcome = '%s'".formatted(outcome[0]));
                    assertThat(explained(desk))
                            .contains("number 1 (now 2026-11-24T06:30:00Z) " + outcome[1]);
                }
                store.update(
                        "INSERT INTO suppression (key_hash, reason, at, evidence) SELECT key_hash, 'hard_bounce', 0, '550 gone' FROM subscriber");
                store.update(
                        "INSERT INTO bounce (id, at, digest, origin, sender, subject, kind, rule, note) VALUES (1, 1764000000000, 'd', 'command', '', '', 'bounce', '', '')");
                store.update(
                        "INSERT INTO bounce_recipient (bounce, position, address, status, category, hard, edition, subscription, effect) VALUES (1, 0, 'ada@example.org', '5.1.1', 'no such mailbox', 1, 1, 1, '')");
                store.update(
                        "INSERT INTO notice (kind, dedupe, address, mime, state, due, reply, done) SELECT 'confirm', 'x', 'ada@example.org', mime, 'sent', 1764000000000, '250 ok', 1764000000000 FROM content");
                assertThat(explained(desk))
                        .contains(
                                "Since 1 Jan 1970 00:00 this address gets no mail: hard bounce (550 gone)")
                        .contains("was not sent: their address gets no mail (hard_bounce)")
                        .contains("a mail came back: bounce, no such mailbox 5.1.1, for good")
                        .contains(
                                "Other mail 24 Nov 2025 16:00 the mail 'confirm' was handed over: 250 ok");
            }
        }
    }

    private static final String[][] OUTCOMES = {
        {"open", "is being made"},
        {"held", "waits in an edition that is held for a person"},
        {"skipped", "had nothing new, so nobody got mail"},
        {"missed", "came too late: its news went into the next edition"},
        {"replaced", "was held until the next one came, which took its news along"},
        {"cancelled", "was cancelled: its news went into their next edition"},
        {"made", "was public before their first edition's period began"},
    };

    private static void delivery(StoreFixture store, String state) {
        store.update("UPDATE delivery SET state = " + state);
    }

    private static String explained(Desk desk) {
        return said(desk.done("explain", "ada@example.org"));
    }

    private static String said(String printed) {
        return printed.replaceAll("\\s+", " ");
    }
}
