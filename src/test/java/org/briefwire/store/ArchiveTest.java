package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.briefwire.model.ArchivedEdition;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;
import org.briefwire.model.Slot;
import org.briefwire.model.SourceId;
import org.briefwire.model.TopicId;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ArchiveTest {
    private static final Instant START = Instant.parse("2026-11-23T06:00:00.123Z");
    private static final ListId DAILY = new ListId("daily");
    private static final CadenceId CADENCE = new CadenceId("daily");

    @TempDir Path folder;

    private static Instant hour(int hours) {
        return START.plusSeconds(hours * 3600L);
    }

    private static List<String> slugs(List<PublishedBriefing> briefings) {
        return briefings.stream().map(PublishedBriefing::slug).toList();
    }

    @ParameterizedTest
    @EnumSource
    void aBriefingIsFoundByItsSlugAtItsNewestRevision(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var fixture = new ArchiveFixture(database);
            var archive = new Archive(database);
            fixture.release("first", ArchiveFixture.briefing("First", "peace"), START);
            var corrected = ArchiveFixture.briefing("First, corrected", "peace");
            var id = fixture.correct("first", 2, corrected, hour(2));
            assertThat(archive.bySlug("first"))
                    .isEqualTo(
                            new Archive.Shelved.Released(
                                    new PublishedBriefing(
                                            id,
                                            "first",
                                            "tag:news.example.org,2026-11-23:briefing/first",
                                            2,
                                            2,
                                            START,
                                            hour(2),
                                            new SourceId("desk"),
                                            "A figure was wrong.",
                                            corrected)));
            assertThat(archive.head()).isEqualTo(2);
            assertThat(archive.bySlug("' OR 1=1 --")).isEqualTo(new Archive.Shelved.Unknown());
        }
    }

    @ParameterizedTest
    @EnumSource
    void theNewestStandFirstAndNeighboursFollowTheSameOrder(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var fixture = new ArchiveFixture(database);
            var archive = new Archive(database);
            fixture.release("b", ArchiveFixture.briefing("B", "peace", "trade"), hour(1));
            fixture.release("a", ArchiveFixture.briefing("A", "trade"), hour(3));
            fixture.release("twin-of-b", ArchiveFixture.briefing("C"), hour(1));
            fixture.release("gone", ArchiveFixture.briefing("D", "peace", "war"), hour(4));
            fixture.withdraw("gone");
            var all = archive.newest(List.of(), 50);
            assertThat(slugs(all)).containsExactly("a", "twin-of-b", "b");
            assertThat(slugs(archive.newest(List.of(), 2))).containsExactly("a", "twin-of-b");
            var firstTwo = archive.after(new BriefingId(0), 2);
            assertThat(slugs(firstTwo)).containsExactly("b", "a");
            assertThat(slugs(archive.after(firstTwo.getLast().id(), 2)))
                    .containsExactly("twin-of-b");
            assertThat(slugs(archive.newest(List.of(new TopicId("trade")), 9)))
                    .containsExactly("a", "b");
            assertThat(
                            slugs(
                                    archive.newest(
                                            List.of(new TopicId("peace"), new TopicId("trade")),
                                            9)))
                    .containsExactly("a", "b");
            for (var i = 0; i < all.size(); i++) {
                assertThat(archive.later(all.get(i)).stream().toList())
                        .isEqualTo(i == 0 ? List.of() : List.of(all.get(i - 1)));
                assertThat(archive.earlier(all.get(i)).stream().toList())
                        .isEqualTo(i == all.size() - 1 ? List.of() : List.of(all.get(i + 1)));
            }
            assertThat(archive.topics())
                    .containsExactly(new TopicId("trade"), new TopicId("peace"));
            assertThat(archive.bySlug("gone")).isEqualTo(new Archive.Shelved.Withdrawn(""));
        }
    }

    @ParameterizedTest
    @EnumSource
    void anEditionIsShownByItsCanonicalContent(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var fixture = new ArchiveFixture(database);
            var editions = new EditionArchive(database);
            var first = fixture.release("first", ArchiveFixture.briefing("First"), START);
            var second = fixture.release("second", ArchiveFixture.briefing("Second"), hour(1));
            var gone = fixture.release("gone", ArchiveFixture.briefing("Gone"), hour(1));
            fixture.correct("first", 2, ArchiveFixture.briefing("First, corrected"), hour(9));
            fixture.withdraw("gone");
            make(fixture, "daily", 1, List.of(second, gone, first));
            make(fixture, "daily", 2, List.of());
            make(fixture, "weekly", 3, List.of(first));
            make(fixture, "daily", 4, List.of(first));
            fixture.replace("daily", 2);
            var shown = editions.byNumber(DAILY, 1).orElseThrow();
            assertThat(shown.items())
                    .extracting(item -> item.briefing().briefing().headline())
                    .containsExactly("Second", "First");
            assertThat(shown)
                    .isEqualTo(
                            new ArchivedEdition(
                                    new EditionId(1),
                                    DAILY,
                                    CADENCE,
                                    1,
                                    new Slot("daily1"),
                                    "Subject 1",
                                    "",
                                    hour(1),
                                    shown.items()));
            assertThat(shown.items().getFirst().kind()).isEqualTo(Release.Kind.NEW);
            assertThat(shown.items().getFirst().briefing().updated()).isEqualTo(hour(1));
            assertThat(editions.newest(DAILY, CADENCE, 9))
                    .extracting(ArchivedEdition::number)
                    .containsExactly(4L, 1L);
            assertThat(editions.byNumber(DAILY, 3)).isPresent();
            assertThat(editions.byNumber(DAILY, 2)).isPresent();
            assertThat(editions.byNumber(DAILY, 5)).isEmpty();
            assertThat(editions.byNumber(new ListId("other"), 1)).isEmpty();
            assertThat(editions.content(DAILY, 1, "key1"))
                    .isInstanceOfSatisfying(
                            EditionArchive.Mailed.Content.class,
                            content -> assertThat(content.mime()).asString().isEqualTo("mime1"));
            assertThat(editions.content(DAILY, 1, "key2"))
                    .isEqualTo(new EditionArchive.Mailed.Unknown());
        }
    }

    private static void make(
            ArchiveFixture fixture, String cadence, int number, List<BriefingId> items) {
        fixture.edition(
                new ArchiveFixture.Edition(
                        "daily",
                        cadence,
                        number,
                        hour(number),
                        "key" + number,
                        "mime" + number,
                        items));
    }
}
