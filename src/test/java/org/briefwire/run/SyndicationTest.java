package org.briefwire.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.briefwire.message.Languages;
import org.briefwire.model.BriefingId;
import org.briefwire.model.BriefwireException;
import org.briefwire.store.ArchiveFixture;
import org.briefwire.store.Database;
import org.briefwire.store.Withdrawals;
import org.briefwire.syndicate.FeedFormat;
import org.briefwire.syndicate.FeedShelf;
import org.briefwire.template.Templates;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SyndicationTest {
    private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(NOW);

    private Syndication syndication(Database database) {
        return new Syndication(
                TestConfigs.at(folder), database, Templates.builtIn(), Languages.builtIn(), clock);
    }

    private static BriefingId fill(Database database) {
        var fixture = new ArchiveFixture(database);
        var id = fixture.release("first", ArchiveFixture.briefing("A & B <c>", "world"), NOW);
        fixture.edition(
                new ArchiveFixture.Edition("daily", "daily", 1, NOW, "key", "", List.of(id)));
        return id;
    }

    private Map<String, String> files(Path shelf) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(shelf)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                files.put(
                        shelf.relativize(file).toString(),
                        Files.getLastModifiedTime(file).toString());
            }
        }
        return files;
    }

    @ParameterizedTest
    @EnumSource
    void feedsSayWhatWasWithdrawnForThirtyDays(TestDatabases.Kind kind) throws IOException {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            fill(database);
            var shelf = folder.resolve("shelf");
            syndication(database).publish(new FeedShelf(shelf));
            assertThat(Files.readString(shelf.resolve("feed.rss"))).contains("A &amp; B");
            new Withdrawals(database).withdraw("first", "Not <ours>.", NOW);
            clock.advance(Duration.ofDays(30).minusSeconds(1));
            syndication(database).publish(new FeedShelf(shelf));
            for (var feed : List.of("feed", "lists/daily/feed", "topics/world/feed")) {
                assertThat(Files.readString(shelf.resolve(feed + ".rss")))
                        .contains("<title>Withdrawn</title>", "Not &lt;ours&gt;.")
                        .doesNotContain("A &amp; B");
            }
            clock.advance(Duration.ofSeconds(2));
            syndication(database).publish(new FeedShelf(shelf));
            assertThat(Files.readString(shelf.resolve("feed.rss"))).doesNotContain("<item>");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFeedIsWrittenInEveryFormatWithItsTwin(TestDatabases.Kind kind) throws IOException {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            fill(database);
            var shelf = folder.resolve("shelf");
            var report = syndication(database).publish(new FeedShelf(shelf));
            assertThat(report.refused()).isEmpty();
            assertThat(report.unchanged()).isZero();
            var expected = new TreeMap<String, String>();
            for (var feed :
                    List.of(
                            "feed",
                            "lists/daily/feed",
                            "lists/welt/feed",
                            "editions/daily/feed",
                            "editions/welt/feed",
                            "topics/world/feed")) {
                for (var format : FeedFormat.values()) {
                    expected.put(feed + "." + format.extension(), "");
                    expected.put(feed + "." + format.extension() + ".gz", "");
                }
            }
            assertThat(files(shelf)).containsOnlyKeys(expected.keySet());
            assertThat(report.written()).hasSize(expected.size() / 2);
        }
    }

    @Test
    void whatHasNotChangedIsNotTouchedAndWhatHasIs() throws IOException {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            fill(database);
            var shelf = folder.resolve("shelf");
            syndication(database).publish(new FeedShelf(shelf));
            for (var file : files(shelf).keySet()) {
                Files.setLastModifiedTime(shelf.resolve(file), FileTime.from(NOW));
            }
            var before = files(shelf);
            assertThat(syndication(database).publish(new FeedShelf(shelf)))
                    .isEqualTo(new SyndicationReport(List.of(), 18, List.of()));
            assertThat(files(shelf)).isEqualTo(before);
            new ArchiveFixture(database)
                    .release("second", ArchiveFixture.briefing("Second"), NOW.plusSeconds(60));
            assertThat(syndication(database).publish(new FeedShelf(shelf)).written())
                    .containsExactlyInAnyOrder(
                            "feed.rss",
                            "feed.atom",
                            "feed.json",
                            "lists/daily/feed.rss",
                            "lists/daily/feed.atom",
                            "lists/daily/feed.json");
        }
    }

    @Test
    void aFeedThatCanNotBeReadBackLeavesTheLastGoodOneInItsPlace() throws IOException {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            fill(database);
            var shelf = folder.resolve("shelf");
            syndication(database).publish(new FeedShelf(shelf));
            var before = files(shelf);
            new ArchiveFixture(database)
                    .release("second", ArchiveFixture.briefing("Second"), NOW.plusSeconds(60));
            var broken = folder.resolve("templates/feed");
            Files.createDirectories(broken);
            Files.writeString(broken.resolve("rss.xml.mustache"), "<rss><channel>");
            Files.writeString(
                    broken.resolve("atom.xml.mustache"),
                    "<feed xmlns=\"http://www.w3.org/2005/Atom\"><title>x</title></feed>");
            var report =
                    new Syndication(
                                    TestConfigs.at(folder),
                                    database,
                                    Templates.at(folder.resolve("templates")),
                                    Languages.builtIn(),
                                    clock)
                            .publish(new FeedShelf(shelf));
            assertThat(report.refused())
                    .filteredOn(refused -> refused.file().startsWith("lists/daily/"))
                    .extracting(SyndicationReport.Refused::file)
                    .containsExactly("lists/daily/feed.rss", "lists/daily/feed.atom");
            assertThat(report.refused().getFirst().reason()).contains("XML");
            assertThat(report.written())
                    .contains("feed.json")
                    .doesNotContain("feed.rss", "feed.atom");
            before.keySet().removeIf(file -> !file.contains(".rss"));
            assertThat(files(shelf)).containsAllEntriesOf(before);
        }
    }

    @Test
    void anEmptyArchiveHasEmptyFeeds() {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            var shelf = new FeedShelf(folder.resolve("shelf"));
            var report = syndication(database).publish(shelf);
            assertThat(report.refused()).isEmpty();
            assertThat(report.written()).contains("feed.rss", "lists/daily/feed.atom");
        }
    }

    @Test
    void aReaderThatFailsIsARefusal() {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            var shelf = new FeedShelf(folder.resolve("shelf"));
            var report =
                    syndication(database)
                            .readBackBy((feed, format, bytes) -> {
                                throw new BriefwireException("not today");
                            })
                            .publish(shelf);
            assertThat(report.written()).isEmpty();
            assertThat(report.refused())
                    .contains(new SyndicationReport.Refused("feed.rss", "not today"));
            assertThat(shelf.find("feed.rss")).isEmpty();
        }
    }
}
