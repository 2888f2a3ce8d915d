package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.briefwire.app.Installation;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.Inspection;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each thing is broken on purpose, found in words, and mended. */
class AuditTest {
    @TempDir Path folder;

    /** What breaks, what mends it, and what the audit says of it. */
    private record Breakage(String breaking, String mending, String said) {}

    private static final Map<String, Breakage> BREAKAGES = breakages();

    private static Map<String, Breakage> breakages() {
        var all = new LinkedHashMap<String, Breakage>();
        var one = "edition = (SELECT MAX(edition) FROM delivery) AND subscription = 1";
        all.put(
                "a delivery is deleted",
                new Breakage(
                        "CREATE TABLE kept AS SELECT * FROM delivery WHERE %1$s; DELETE FROM delivery WHERE %1$s"
                                .formatted(one),
                        "INSERT INTO delivery SELECT * FROM kept; DROP TABLE kept",
                        "number 2: readers were counted as served and have no delivery"));
        all.put(
                "a cursor is moved back",
                new Breakage(
                        "UPDATE subscription SET cursor = cursor - 1 WHERE id = 2",
                        "UPDATE subscription SET cursor = cursor + 1 WHERE id = 2",
                        "number 2: readers' cursors no longer stand where it left them"));
        all.put(
                "a cursor is moved beyond the releases",
                new Breakage(
                        "UPDATE subscription SET cursor = cursor + 9 WHERE id = 2",
                        "UPDATE subscription SET cursor = cursor - 9 WHERE id = 2",
                        "list daily: cursors stand behind the last release"));
        all.put(
                "an item is doubled",
                new Breakage(
                        "INSERT INTO content_item SELECT content, 99, briefing, revision, kind FROM content_item WHERE content = 1",
                        "DELETE FROM content_item WHERE position = 99",
                        "number 1: a content carries the same briefing twice"));
        all.put(
                "a content loses its items",
                new Breakage(
                        "CREATE TABLE kept AS SELECT * FROM content_item WHERE content = 1; DELETE FROM content_item WHERE content = 1",
                        "INSERT INTO content_item SELECT * FROM kept; DROP TABLE kept",
                        "number 1: contents carry no briefing"));
        all.put(
                "an edition's number is removed",
                new Breakage(
                        "UPDATE edition SET number = NULL WHERE number = 1",
                        "UPDATE edition SET number = 1 WHERE number IS NULL",
                        "has no number, and 3 deliveries"));
        all.put(
                "a number is given and lost",
                new Breakage(
                        "UPDATE list_state SET number = number + 1",
                        "UPDATE list_state SET number = number - 1",
                        "list daily: numbers that were given belong to no edition"));
        all.put(
                "a content is orphaned",
                new Breakage(
                        "INSERT INTO content (edition, key, language, depth, subject, size, mime) SELECT edition, 'orphan', language, depth, subject, size, mime FROM content WHERE id = 1",
                        "DELETE FROM content WHERE key = 'orphan'",
                        "number 1: contents are for nobody"));
        all.put(
                "a page's content is gone",
                new Breakage(
                        "UPDATE edition SET canonical = canonical + 1000 WHERE number = 1",
                        "UPDATE edition SET canonical = canonical - 1000 WHERE number = 1",
                        "number 1 has no page to show"));
        all.put(
                "a row is stuck in sending",
                new Breakage(
                        "UPDATE delivery SET state = 'sending', owner = 4711 WHERE " + one,
                        "UPDATE delivery SET state = 'sent', owner = NULL WHERE " + one,
                        "number 2: deliveries are being handed over by nobody who lives"));
        all.put(
                "a delivery is forgotten",
                new Breakage(
                        "UPDATE delivery SET state = 'pending', due = 5, done = NULL WHERE " + one,
                        "UPDATE delivery SET state = 'sent' WHERE " + one,
                        "deliveries have been due for more than a day"));
        all.put(
                "a delivery waits in a closed edition",
                new Breakage(
                        "UPDATE delivery SET state = 'deferred', due = 9999999999999 WHERE " + one,
                        "UPDATE delivery SET state = 'sent' WHERE " + one,
                        "number 2 is closed, and 1 of its deliveries still wait"));
        all.put(
                "a delivery has another edition's content",
                new Breakage(
                        "UPDATE delivery SET content = 1 WHERE " + one,
                        "UPDATE delivery SET content = (SELECT MAX(content) FROM delivery) WHERE "
                                + one,
                        "number 2: deliveries have the content of another edition"));
        all.put(
                "news come twice",
                new Breakage(
                        "UPDATE delivery SET from_seq = from_seq - 1 WHERE " + one,
                        "UPDATE delivery SET from_seq = from_seq + 1 WHERE " + one,
                        "number 2: readers got news in it that they had got before"));
        all.put(
                "a wave never ends",
                new Breakage(
                        "UPDATE wave SET outcome = 'open', due = due - 999999999999 WHERE id = 1",
                        "UPDATE wave SET outcome = 'made', due = due + 999999999999 WHERE id = 1",
                        "number 1: waves were begun more than a day ago and never ended"));
        all.put(
                "head is behind the releases",
                new Breakage(
                        "UPDATE head SET seq = seq - 1",
                        "UPDATE head SET seq = seq + 1",
                        "head says 1, the last release is 2"));
        all.put(
                "a release is missing",
                new Breakage(
                        "UPDATE release SET seq = 7 WHERE seq = 1",
                        "UPDATE release SET seq = 1 WHERE seq = 7",
                        "release 1 is missing"));
        all.put(
                "a release is of nothing",
                new Breakage(
                        "UPDATE release SET revision = 5 WHERE seq = 1",
                        "UPDATE release SET revision = 1 WHERE seq = 1",
                        "is of a revision that is not there"));
        all.put(
                "an item is of nothing",
                new Breakage(
                        "UPDATE content_item SET revision = 5 WHERE content = 1",
                        "UPDATE content_item SET revision = 1 WHERE content = 1",
                        "number 1: items are of a revision that is not there"));
        all.put(
                "a briefing has no release",
                new Breakage(
                        "UPDATE release SET briefing = 2 WHERE seq = 1",
                        "UPDATE release SET briefing = 1 WHERE seq = 1",
                        "briefing first-headline counts as public and has no release"));
        all.put(
                "a briefing has no newest revision",
                new Breakage(
                        "UPDATE briefing SET revision = 5 WHERE id = 1",
                        "UPDATE briefing SET revision = 1 WHERE id = 1",
                        "briefing first-headline: its newest revision is not there"));
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void everyGapIsNamed(TestDatabases.Kind kind) throws IOException {
        try (var desk = Desk.open(folder, kind)) {
            desk.readers("ada@example.org", "bob@example.org", "eve@example.org");
            desk.dropBriefing("First Headline");
            desk.done("run", "--now");
            desk.later(Duration.ofHours(1));
            desk.dropBriefing("Second Headline");
            desk.done("run", "--now");
            assertThat(desk.done("audit"))
                    .startsWith("No gap: 2 releases, 2 editions, 2 contents, 6 deliveries, ");
            assertThat(desk.done("audit", "--json")).isEqualTo("[]\n");

            try (var installation = desk.installation()) {
                var store = new StoreFixture(installation.database());
                for (var breakage : BREAKAGES.entrySet()) {
                    each(store, breakage.getValue().breaking());
                    var found = installation.press().audit().look().gaps();
                    each(store, breakage.getValue().mending());
                    assertThat(found)
                            .as(breakage.getKey())
                            .anySatisfy(gap ->
                                    assertThat(gap.finding()).contains(breakage.getValue().said()));
                }
            }
            assertThat(desk.done("audit", "--json")).isEqualTo("[]\n");

            var feeds = desk.home().resolve("data/feeds");
            Files.delete(feeds.resolve("feed.rss"));
            Files.writeString(feeds.resolve("lists/daily/feed.atom"), "<feed/>");
            var broken = desk.run("audit");
            assertThat(broken.code()).isEqualTo(1);
            assertThat(broken.err()).isEmpty();
            assertThat(broken.out())
                    .startsWith(
                            """
                            feeds      feed feed.rss is missing
                                       -> 'run' writes it anew
                            feeds      feed lists/daily/feed.atom is not what the archive has
                                       -> 'run' writes it anew
                            2 gaps: 2 releases, 2 editions,\
                            """);
            desk.done("run");
            assertThat(desk.run("audit").code()).isZero();
        }
    }

    /**
     * Out of turn, corrected, paused: what deviates from the cursor is no gap until it is broken.
     */
    @ParameterizedTest
    @EnumSource
    void whatDeviatesIsComparedToo(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.readers("ada@example.org", "bob@example.org", "eve@example.org");
            desk.done("run");
            try (var installation = desk.installation()) {
                var store = new StoreFixture(installation.database());
                store.changeBreaking(new SubscriptionId(1), true);
                store.pause(
                        new SubscriptionId(3),
                        CommandLineRun.NOW.plus(Duration.ofDays(9)),
                        CommandLineRun.NOW);
            }
            desk.later(Duration.ofSeconds(10));
            desk.drop("a.txt", "---\nurgent: true\n---\nA\n\nLead.");
            desk.done("run");
            desk.later(Duration.ofMinutes(10));
            desk.drop("b.txt", "B\n\nLead.");
            desk.done("run", "--now");
            desk.later(Duration.ofMinutes(10));
            desk.drop("a.txt", "---\nurgent: true\ncorrection: It was C.\n---\nA\n\nLead.");
            desk.drop("d.txt", "D\n\nLead.");
            desk.done("run", "--now");
            assertThat(desk.mails())
                    .extracting(Mail::subject)
                    .containsExactlyInAnyOrder(
                            "A", "B", "B – and one more", "D – and one more", "D – and one more");
            assertThat(desk.done("audit", "--json")).isEqualTo("[]\n");

            try (var installation = desk.installation()) {
                var store = new StoreFixture(installation.database());
                assertThat(broken(installation, store, "DELETE FROM out_of_turn"))
                        .contains(
                                "edition daily number 1: what readers got out of turn was not noted, so"
                                        + " that they get it again (1)");
                store.update(
                        "INSERT INTO out_of_turn (release, subscription, edition) VALUES (1, 1, 1)");
                var bobs =
                        "(SELECT content FROM delivery WHERE edition = %d AND subscription = 2)"
                                .formatted(store.number("SELECT id FROM edition WHERE number = 2"));
                store.update("CREATE TABLE kept AS SELECT * FROM delivery");
                assertThat(
                                broken(
                                        installation,
                                        store,
                                        "UPDATE delivery SET content = %s WHERE subscription = 1 AND content <> %s AND edition = (SELECT id FROM edition WHERE number = 2)"
                                                .formatted(bobs, bobs)))
                        .contains(
                                "edition daily number 2: readers got news in it that they had got out of"
                                        + " turn (1)");
                store.update("DELETE FROM delivery");
                store.update("INSERT INTO delivery SELECT * FROM kept");
                assertThat(
                                broken(
                                        installation,
                                        store,
                                        "DELETE FROM content_item WHERE kind = 'correction'"))
                        .contains(
                                "briefing a: readers were sent what was corrected since, and not the"
                                        + " correction (2)");
            }
        }
    }

    @Test
    void aPictureOfAReleasedBriefingIsWhole() throws IOException {
        try (var desk = Desk.open(folder, TestDatabases.Kind.SQLITE)) {
            Files.write(desk.incoming().resolve("quay.png"), TestPictures.bytes("png", 40, 30));
            var text = "---\nimage: { file: quay.png, alt: A quay }\n---\n%s\n\nLead.";
            desk.drop("a.txt", text.formatted("A"));
            desk.drop("b.txt", text.formatted("B"));
            desk.drop("c.txt", "C\n\nLead.");
            desk.done("run");
            var file = aFile(desk.home().resolve("data/media"));
            var bytes = Files.readAllBytes(file);
            Files.writeString(file.resolveSibling("nobody-names-it.png"), "");
            assertThat(desk.done("audit")).endsWith("9 feeds and 1 picture\ncompared.\n");

            Files.delete(file);
            assertThat(gaps(desk))
                    .containsExactly(
                            "briefing a shows a picture whose file " + file + " is missing",
                            "briefing b shows a picture whose file " + file + " is missing");
            desk.done("briefings", "withdraw", "a", "--reason", "Not ours.");
            desk.done("run");
            bytes[bytes.length - 1]++;
            Files.write(file, bytes);
            assertThat(gaps(desk))
                    .containsExactly(
                            "briefing b shows a picture whose file "
                                    + file
                                    + " has other bytes than those that were kept");

            bytes[bytes.length - 1]--;
            Files.write(file, bytes);
            desk.done("audit");
        }
    }

    private static Path aFile(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).findFirst().orElseThrow();
        }
    }

    /** What an audit finds that fails. */
    private static List<String> gaps(Desk desk) {
        assertThat(desk.run("audit").code()).isEqualTo(1);
        try (var installation = desk.installation()) {
            return installation.press().audit().look().gaps().stream()
                    .map(Inspection.Gap::finding)
                    .toList();
        }
    }

    private static List<String> broken(
            Installation installation, StoreFixture store, String breaking) {
        store.update(breaking);
        return installation.press().audit().look().gaps().stream()
                .map(Inspection.Gap::finding)
                .toList();
    }

    private static void each(StoreFixture store, String statements) {
        for (var statement : statements.split("; ", -1)) {
            store.update(statement);
        }
    }
}
