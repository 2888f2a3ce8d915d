package org.briefwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.briefwire.config.Config;
import org.briefwire.config.FaultLimit;
import org.briefwire.config.Pacing;
import org.briefwire.config.Publication;
import org.briefwire.config.Source;
import org.briefwire.config.Web;
import org.briefwire.media.MediaShelf;
import org.briefwire.model.Block;
import org.briefwire.model.DataSize;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Mailbox;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;
import org.briefwire.model.SourceId;
import org.briefwire.model.Stop;
import org.briefwire.model.TopicId;
import org.briefwire.store.Archive;
import org.briefwire.store.Briefings;
import org.briefwire.store.Database;
import org.briefwire.store.Pictures;
import org.briefwire.store.Rejection;
import org.briefwire.store.Rejections;
import org.briefwire.store.Sources;
import org.briefwire.testing.FeedServer;
import org.briefwire.testing.FeedServer.Answer;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Collecting from folders and feeds into both databases. */
class CollectorTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final SourceId DESK = new SourceId("desk");
    private static final SourceId AGENCY = new SourceId("agency");

    @TempDir private Path folder;

    private final FeedServer server = FeedServer.start();
    private final Fetcher fetcher =
            new Fetcher("Briefwire/1", FetchLimits.DEFAULT, List.of(server.at("/")));
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = NOW;
    private final Stop stop = new Stop();
    private Pause pause = pauses::add;

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void aFolderIsReadOnceAndBadFilesAreSetAside(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var collector = collector(database);
            write("b.txt", "B\n\nLead.");
            write("sub/a.md", "A\n\nLead.");
            write(".hidden.txt", "H\n\nLead.");
            write(".git/x.txt", "H\n\nLead.");
            write("notes.doc", "H\n\nLead.");
            write("bad.txt", "---\ntags: x\n---\nH\n\nLead.");

            var first = report(collector.collect(Occasion.RUN), DESK);
            var second = report(collector.collect(Occasion.RUN), DESK);

            var bad =
                    new Rejection(
                            DESK,
                            "bad.txt",
                            "front matter has no key 'tags'; it has id, date, embargo, urgent,"
                                    + " quiet, topics, language, link, slug, correction, image",
                            2,
                            Digests.of("---\ntags: x\n---\nH\n\nLead."),
                            NOW);
            assertThat(first.created()).isEqualTo(2);
            assertThat(first.released()).extracting(Release::number).containsExactly(1L, 2L);
            assertThat(first.fresh()).containsExactly(bad);
            assertThat(second.created()).isZero();
            assertThat(second.unchanged()).isEqualTo(2);
            assertThat(second.rejected()).containsExactly(bad);
            assertThat(second.fresh()).isEmpty();
            assertThat(new Rejections(database).all()).containsExactly(bad);
            assertThat(new Archive(database).newest(List.of(new TopicId("diplomacy")), 9))
                    .extracting(PublishedBriefing::slug)
                    .containsExactlyInAnyOrder("a", "b");

            write("bad.txt", "H\n\nLead.");
            now = now.plusSeconds(60);
            assertThat(report(collector.collect(Occasion.RUN), DESK).created()).isEqualTo(1);
            assertThat(new Rejections(database).all()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void aFileThatIsBeingWrittenIsWaitedFor(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var collector = collector(database);
            write("a.txt", "A\n\nLea");
            Files.setLastModifiedTime(incoming("a.txt"), FileTime.from(NOW.minusMillis(500)));

            var polled = report(collector.collect(Occasion.POLL), DESK);
            pause =
                    duration -> {
                        pauses.add(duration);
                        now = now.plus(duration);
                        try {
                            write("a.txt", "A\n\nLead.");
                        } catch (IOException e) {
                            throw new AssertionError(e);
                        }
                    };
            var run = report(collector.collect(Occasion.RUN), DESK);

            assertThat(polled.created()).isZero();
            assertThat(polled.remarks())
                    .containsExactly("a.txt is still being written; it is read the next time");
            assertThat(run.created()).isEqualTo(1);
            assertThat(pauses).containsExactly(Duration.ofSeconds(2));
            assertThat(new Archive(database).newest(List.of(), 9).getFirst().briefing().lead())
                    .containsExactly("Lead.");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void twoFilesWithOneIdAreTold(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var collector = collector(database);
            write("a.txt", "---\nid: one\n---\nA\n\nLead.");
            write("b.txt", "---\nid: one\n---\nB\n\nLead.");

            collector.collect(Occasion.RUN);
            var again = report(collector.collect(Occasion.RUN), DESK);

            assertThat(again.rejected())
                    .extracting(Rejection::file, Rejection::reason)
                    .containsExactly(
                            tuple(
                                    "b.txt",
                                    "its id 'one' is that of a.txt; each file has an id of its own"));
            assertThat(new Archive(database).newest(List.of(), 9)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void aMissingFolderIsAReasonNotAnEnd(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            server.answer("/feed", Answer.ok(rss(item("1", "One"))));

            var report = collector(database).collect(Occasion.RUN);

            assertThat(report(report, DESK).failed())
                    .isEqualTo("folder %s: there is none".formatted(folder.resolve("incoming")));
            assertThat(report(report, AGENCY).failed()).isEmpty();
            assertThat(report(report, AGENCY).created()).isEqualTo(1);
            assertThat(new Sources(database).find(DESK).orElseThrow().failures()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void aFeedsOldEntriesAreQuietItsNewOnesNot(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            Files.createDirectories(folder.resolve("incoming"));
            var collector = collector(database);
            server.answer(
                    "/feed", Answer.ok(rss(item("2", "Two") + item("1", "One")), "ETag", "\"a\""));
            var first = report(collector.collect(Occasion.RUN), AGENCY);
            var notDue = collector.collect(Occasion.RUN);

            server.answer(
                    "/feed",
                    Answer.ok(rss(item("3", "Three") + item("2", "Two!") + item("1", "One"))));
            now = now.plus(Duration.ofMinutes(15));
            var second = report(collector.collect(Occasion.RUN), AGENCY);

            assertThat(first.released())
                    .extracting(Release::number, Release::quiet)
                    .containsExactly(tuple(1L, true), tuple(2L, true));
            assertThat(notDue.sources()).extracting(SourceReport::source).containsExactly(DESK);
            assertThat(List.of(second.created(), second.revised(), second.unchanged()))
                    .isEqualTo(List.of(1, 1, 1));
            assertThat(second.released())
                    .extracting(Release::number, Release::kind, Release::quiet)
                    .containsExactly(
                            tuple(3L, Release.Kind.NEW, true), tuple(4L, Release.Kind.NEW, false));
            assertThat(server.received().getLast().header("if-none-match")).isEqualTo("\"a\"");
            var three = new Archive(database).bySlug("three");
            assertThat(three)
                    .isInstanceOfSatisfying(
                            Archive.Shelved.Released.class,
                            found -> {
                                var briefing = found.briefing().briefing();
                                assertThat(briefing.attribution().credits())
                                        .containsExactly("Agency");
                                assertThat(briefing.link()).isEqualTo("https://e.org/3");
                                assertThat(briefing.topics())
                                        .containsExactly(
                                                new TopicId("world"), new TopicId("big-news"));
                                assertThat(briefing.sections().getFirst().blocks())
                                        .containsExactly(new Block.Markup("<p>Text of Three</p>"));
                            });
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void aFeedThatFailsIsNotedAndAskedLessOften(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            Files.createDirectories(folder.resolve("incoming"));
            var collector = collector(database);
            server.answer(
                    "/feed",
                    Answer.ok(rss(item("1", "One")), "ETag", "\"a\""),
                    Answer.status(500),
                    Answer.ok("garbage", "ETag", "\"broken\""),
                    Answer.status(429, "Retry-After", "7200"),
                    Answer.status(304));
            collector.collect(Occasion.COMMAND);

            var broken = report(collector.collect(Occasion.COMMAND), AGENCY);
            assertThat(broken.failed()).isEqualTo(server.at("/feed") + ": HTTP status 500");
            assertThat(state(database).next()).isEqualTo(now.plus(Duration.ofMinutes(30)));
            assertThat(report(collector.collect(Occasion.COMMAND), AGENCY).failed())
                    .isEqualTo("neither RSS nor Atom: no markup");
            assertThat(state(database).failures()).isEqualTo(2);
            assertThat(state(database).etag()).isEqualTo("\"a\"");
            collector.collect(Occasion.COMMAND);
            assertThat(state(database).next()).isEqualTo(now.plus(Duration.ofHours(2)));
            assertThat(collector.collect(Occasion.RUN).sources()).hasSize(1);

            var well = report(collector.collect(Occasion.COMMAND), AGENCY);
            assertThat(well.isFailed()).isFalse();
            assertThat(state(database).failures()).isZero();
            assertThat(state(database).error()).isEmpty();
            assertThat(state(database).etag()).isEqualTo("\"a\"");
        }
    }

    private org.briefwire.store.SourceState state(Database database) {
        return new Sources(database).find(AGENCY).orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void whatIsLeftBecauseItIsToldToEndIsAsItWasBefore(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var collector = collector(database);
            stop.whenTold(fetcher::close);
            write("bad.txt", "\0");
            write("good.txt", "Good\n\nLead.");
            server.answer("/feed", Answer.ok(rss(item("1", "One"))));
            collector.collect(Occasion.COMMAND);
            var before = state(database);
            var setAside = new Rejections(database).all();
            server.answer("/feed", new Answer.Endless(new byte[] {' '}, 100));
            var asked = server.received().size();

            var collecting = threads.submit(() -> collector.collect(Occasion.COMMAND));
            await().until(() -> server.received().size() > asked);
            stop.tell();

            assertThat(collecting.get(30, TimeUnit.SECONDS).sources())
                    .extracting(SourceReport::source)
                    .doesNotContain(AGENCY);
            assertThat(collector.collect(Occasion.COMMAND).sources())
                    .extracting(SourceReport::source, SourceReport::unchanged)
                    .containsExactly(tuple(DESK, 0));
            assertThat(state(database)).isEqualTo(before);
            assertThat(new Rejections(database).all()).hasSize(1).isEqualTo(setAside);
        }
    }

    @Test
    void aLinkOutOfTheFolderIsSetAsideAndOneWithinIsItsFile() throws Exception {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            var outside = Files.createDirectories(folder.resolve("outside"));
            Files.writeString(outside.resolve("secret.txt"), "Secret\n\nText.");
            write("a.txt", "A\n\nLead.");
            Files.createSymbolicLink(incoming("b.txt"), outside.resolve("secret.txt"));
            Files.createSymbolicLink(incoming("c.txt"), incoming("a.txt"));
            Files.createSymbolicLink(incoming("d"), outside);
            Files.createSymbolicLink(incoming("e"), folder.resolve("incoming"));

            var report = report(collector(database).collect(Occasion.RUN), DESK);

            assertThat(report.created()).isEqualTo(1);
            assertThat(report.rejected())
                    .extracting(Rejection::toString)
                    .containsExactly(
                            "b.txt of desk: it can't be read: FileSystemException b.txt: a link out"
                                    + " of the folder; copy the file instead",
                            "d of desk: a link to another folder is not followed; name that folder"
                                    + " as a source of its own");
        }
    }

    private Collector collector(Database database) {
        return new Collector(
                config(),
                new Intake(
                        new Briefings(database, "e.org"),
                        new Sources(database),
                        new Rejections(database),
                        new Pictures(database),
                        new MediaShelf(folder.resolve("media"))),
                new Outside(fetcher, () -> now, duration -> pause.await(duration), stop));
    }

    private static SourceReport report(CollectReport report, SourceId source) {
        return report.sources().stream()
                .filter(one -> one.source().equals(source))
                .findFirst()
                .orElseThrow();
    }

    private Path incoming(String file) {
        return folder.resolve("incoming").resolve(file);
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(incoming(file).getParent());
        Files.writeString(incoming(file), text, UTF_8);
        Files.setLastModifiedTime(incoming(file), FileTime.from(NOW.minusSeconds(60)));
    }

    private static String rss(String items) {
        return "<rss version='2.0'><channel><title>Agency</title><link>https://e.org/</link>"
                + "<description>d</description>%s</channel></rss>".formatted(items);
    }

    private static String item(String id, String title) {
        return ("<item><guid isPermaLink='false'>%s</guid><title>%s</title><link>/%s</link>"
                        + "<category>Big News</category>"
                        + "<description>&lt;p&gt;Text of %s&lt;/p&gt;</description></item>")
                .formatted(id, title, id, title);
    }

    private Config config() {
        var address = EmailAddress.parse("desk@example.org");
        var mailbox = new Mailbox("", address);
        return new Config(
                folder,
                new Publication(
                        "P",
                        URI.create("https://e.org"),
                        mailbox,
                        mailbox,
                        List.of(),
                        "",
                        ZoneId.of("Europe/Berlin"),
                        "en",
                        Optional.empty()),
                new org.briefwire.config.Database("jdbc:sqlite:x"),
                List.of(
                        new Source.Folder(
                                DESK,
                                folder.resolve("incoming"),
                                List.of(new TopicId("diplomacy")),
                                List.of("Latest Articles")),
                        new Source.Feed(
                                AGENCY,
                                server.at("/feed"),
                                Duration.ofMinutes(15),
                                List.of(new TopicId("world")))),
                List.of(),
                List.of(),
                List.of(),
                new Web("127.0.0.1", 0, List.of()),
                folder.resolve("templates"),
                Duration.ofHours(6),
                Duration.ofHours(24),
                DataSize.parse("90KB"),
                TestConfigs.bounces(Optional.empty()),
                List.of(),
                new FaultLimit(100_000),
                Pacing.NONE);
    }
}
