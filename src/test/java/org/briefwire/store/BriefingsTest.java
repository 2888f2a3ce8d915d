package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Briefing;
import org.briefwire.model.BriefingId;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;
import org.briefwire.model.SourceId;
import org.briefwire.model.TopicId;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Admitting and releasing, on both databases. */
class BriefingsTest {
    private static final SourceId DESK = new SourceId("desk");
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir private Path folder;

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void aNewBriefingIsReleasedWithANumberASlugAndATag(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var briefings = new Briefings(database, "news.example.org");

            var admitted = admit(briefings, file("a.txt", "Ä Headline — of “Things”"), NOW);

            assertThat(admitted.admissions())
                    .containsExactly(new Admission.New(id(1), "ä-headline-of-things"));
            assertThat(admitted.releases()).containsExactly(release(1, 1, 1, "new", "loud"));
            var published = new Archive(database).newest(List.of(), 9).getFirst();
            assertThat(published)
                    .isEqualTo(
                            new PublishedBriefing(
                                    id(1),
                                    "ä-headline-of-things",
                                    "tag:news.example.org,2026-11-23:briefings/%C3%A4-headline-of-things",
                                    1,
                                    1,
                                    NOW,
                                    NOW,
                                    DESK,
                                    "",
                                    briefing("Ä Headline — of “Things”", "Lead.")));
            assertThat(new Archive(database).topics()).containsExactly(new TopicId("world"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void theSameAgainIsNothingNew(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var briefings = new Briefings(database, "e.org");
            admit(briefings, file("a.txt", "H"), NOW);

            var again = admit(briefings, file("a.txt", "H"), NOW);
            var otherBytes = admit(briefings, with(file("a.txt", "H"), "other-hash"), NOW);

            assertThat(again.admissions()).containsExactly(new Admission.Unchanged(id(1)));
            assertThat(otherBytes.admissions()).containsExactly(new Admission.Unchanged(id(1)));
            assertThat(again.releases()).isEmpty();
            assertThat(otherBytes.releases()).isEmpty();
            assertThat(briefings.hashes(DESK))
                    .containsOnly(java.util.Map.entry("a.txt", "other-hash"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void slugsAreUnique(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var briefings = new Briefings(database, "e.org");
            var slugs = new ArrayList<String>();
            for (var i = 0; i < 9; i++) {
                var arrival = file("f" + i, "Same");
                var made = admit(briefings, with(arrival, "hash" + i), NOW).admissions().getFirst();
                slugs.add(((Admission.New) made).slug());
            }
            assertThat(slugs)
                    .containsExactly(
                            "same", "same-2", "same-3", "same-4", "same-5", "same-6", "same-7",
                            "same-8", "same-9");
            assertThat(admit(briefings, file("x", "🙂"), NOW).admissions())
                    .containsExactly(new Admission.New(id(10), "briefing"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void aChangeIsAQuietRevisionAndOnlyANoteACorrection(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var briefings = new Briefings(database, "e.org");
            admit(briefings, file("a.txt", "H"), NOW);

            var changed = admit(briefings, text(file("a.txt", "H"), "Other."), NOW);
            var corrected =
                    admit(
                            briefings,
                            corrected(text(file("a.txt", "H"), "Third."), "Was wrong."),
                            NOW);
            var after =
                    admit(
                            briefings,
                            corrected(text(file("a.txt", "H"), "Fourth."), "Was wrong."),
                            NOW);

            assertThat(changed.admissions()).containsExactly(new Admission.Revised(id(1), 2));
            assertThat(changed.releases()).containsExactly(release(2, 1, 2, "new", "quiet"));
            assertThat(corrected.releases())
                    .containsExactly(release(3, 1, 3, "correction", "loud"));
            assertThat(after.releases()).containsExactly(release(4, 1, 4, "new", "quiet"));
            assertThat(new Archive(database).newest(List.of(), 9))
                    .extracting(PublishedBriefing::revision)
                    .containsExactly(4);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void anEmbargoedOneWaitsForItsTime(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var briefings = new Briefings(database, "e.org");
            var later = NOW.plus(Duration.ofHours(1));
            var first = admit(briefings, dated(file("a.txt", "A"), later), NOW);
            admit(briefings, dated(file("b.txt", "B"), later.plusSeconds(9)), NOW);
            assertThat(first.releases()).isEmpty();
            assertThat(new Archive(database).newest(List.of(), 9)).isEmpty();
            assertThat(briefings.nextDue()).contains(later);

            assertThat(briefings.releaseDue(later.minusMillis(1))).isEmpty();
            var changed = admit(briefings, dated(text(file("a.txt", "A"), "New."), later), NOW);
            var released = briefings.releaseDue(later);

            assertThat(changed.releases()).isEmpty();
            assertThat(released)
                    .containsExactly(
                            new Release(1, id(1), 2, Release.Kind.NEW, false, false, later));
            assertThat(briefings.releaseDue(later)).isEmpty();
            // without its embargo the other one is released when it is read again
            assertThat(admit(briefings, file("b.txt", "B"), NOW).releases())
                    .containsExactly(release(2, 2, 1, "new", "loud"));
            assertThat(briefings.nextDue()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void theSameBytesUnderANewPathAreTheSameBriefing(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var briefings = new Briefings(database, "e.org");
            admit(briefings, file("a.txt", "H"), NOW);

            var moved =
                    briefings.admit(
                            DESK, List.of(file("b.txt", "H")), Set.of("b.txt")::contains, NOW);

            assertThat(moved.admissions()).containsExactly(new Admission.Moved(id(1), "a.txt"));
            assertThat(moved.releases()).isEmpty();
            assertThat(briefings.hashes(DESK)).containsOnlyKeys("b.txt");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void aCopyThatIsThenEditedIsABriefingOfItsOwn(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var briefings = new Briefings(database, "e.org");
            admit(briefings, file("template.txt", "H"), NOW);
            var copy = admit(briefings, file("a-copy.txt", "H"), NOW.plusSeconds(1));
            var edited = admit(briefings, with(text(file("a-copy.txt", "H"), "New."), "x"), NOW);
            var original = admit(briefings, with(text(file("template.txt", "H"), "T."), "y"), NOW);

            assertThat(copy.admissions()).containsExactly(new Admission.Unchanged(id(1)));
            assertThat(edited.admissions()).containsExactly(new Admission.New(id(2), "h-2"));
            assertThat(original.admissions()).containsExactly(new Admission.Revised(id(1), 2));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void anIdIsItsFilesIdentity(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var briefings = new Briefings(database, "e.org");
            admit(briefings, named(file("a.txt", "H"), "one"), NOW);

            var second = admit(briefings, named(with(file("b.txt", "Other"), "z"), "one"), NOW);
            var moved =
                    briefings.admit(
                            DESK,
                            List.of(named(with(text(file("c.txt", "H"), "New."), "w"), "one")),
                            Set.of("c.txt")::contains,
                            NOW);

            assertThat(second.admissions()).containsExactly(new Admission.Duplicate("a.txt"));
            assertThat(moved.admissions()).containsExactly(new Admission.Revised(id(1), 2));
            assertThat(briefings.hashes(DESK)).containsOnlyKeys("c.txt", "/id/one");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void numbersHaveNoGapsHoweverManyAdmitAtOnce(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var briefings = new Briefings(database, "e.org");
            var work = new ArrayList<Future<Admissions>>();
            for (var i = 0; i < 40; i++) {
                var name = "f" + i % 20;
                work.add(threads.submit(() -> admit(briefings, file(name, "H " + name), NOW)));
            }
            var numbers = new HashSet<Long>();
            for (var done : work) {
                done.get().releases().forEach(release -> numbers.add(release.number()));
            }

            assertThat(numbers).hasSize(20).allMatch(number -> number >= 1 && number <= 20);
            assertThat(new Archive(database).head()).isEqualTo(20);
        }
    }

    private static Admissions admit(Briefings briefings, Arrival arrival, Instant now) {
        return briefings.admit(DESK, List.of(arrival), key -> true, now);
    }

    private static BriefingId id(long value) {
        return new BriefingId(value);
    }

    private static Release release(long number, long id, int revision, String kind, String how) {
        return new Release(
                number,
                id(id),
                revision,
                Release.Kind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)),
                how.equals("quiet"),
                false,
                NOW);
    }

    private static Briefing briefing(String headline, String lead) {
        return new Briefing(
                headline,
                "",
                "",
                List.of(lead),
                List.of(),
                Attribution.NONE,
                Author.NONE,
                "en",
                "",
                List.of(new TopicId("world")));
    }

    private static Arrival file(String key, String headline) {
        return new Arrival(
                key,
                "",
                "hash of " + headline,
                briefing(headline, "Lead."),
                "",
                Optional.empty(),
                Optional.empty(),
                false,
                false,
                "");
    }

    private static Arrival text(Arrival a, String lead) {
        return new Arrival(
                a.key(),
                a.id(),
                a.hash() + lead,
                briefing(a.briefing().headline(), lead),
                a.slug(),
                a.date(),
                a.embargo(),
                a.urgent(),
                a.quiet(),
                a.correction());
    }

    private static Arrival with(Arrival a, String hash) {
        return new Arrival(
                a.key(),
                a.id(),
                hash,
                a.briefing(),
                a.slug(),
                a.date(),
                a.embargo(),
                a.urgent(),
                a.quiet(),
                a.correction());
    }

    private static Arrival named(Arrival a, String id) {
        return new Arrival(
                a.key(),
                id,
                a.hash(),
                a.briefing(),
                a.slug(),
                a.date(),
                a.embargo(),
                a.urgent(),
                a.quiet(),
                a.correction());
    }

    private static Arrival dated(Arrival a, Instant date) {
        return new Arrival(
                a.key(),
                a.id(),
                a.hash(),
                a.briefing(),
                a.slug(),
                Optional.of(date),
                a.embargo(),
                a.urgent(),
                a.quiet(),
                a.correction());
    }

    private static Arrival corrected(Arrival a, String note) {
        return new Arrival(
                a.key(),
                a.id(),
                a.hash() + note,
                a.briefing(),
                a.slug(),
                a.date(),
                a.embargo(),
                a.urgent(),
                a.quiet(),
                note);
    }
}
