package org.briefwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.briefwire.config.Source;
import org.briefwire.media.MediaShelf;
import org.briefwire.model.Medium;
import org.briefwire.model.Progress;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.SourceId;
import org.briefwire.model.Stop;
import org.briefwire.store.Archive;
import org.briefwire.store.Briefings;
import org.briefwire.store.Database;
import org.briefwire.store.Pictures;
import org.briefwire.store.Rejections;
import org.briefwire.store.Sources;
import org.briefwire.testing.FeedServer;
import org.briefwire.testing.FeedServer.Answer;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestPictures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pictures of front matter and feeds, from files and from a real server, into both databases. */
class PictureCollectorTest {
    private static final byte[] PNG = TestPictures.bytes("png", 60, 40);
    private static final Progress.Work NOBODY = Progress.UNSEEN.begin("collecting", 0);
    private static final String ALT = "alt: A red and a blue half";

    @TempDir private Path folder;

    private final FeedServer server = FeedServer.start();
    private final Fetcher fetcher =
            new Fetcher(
                    "Briefwire/1",
                    FetchLimits.DEFAULT,
                    List.of(server.at("/")),
                    new Names(Map.of("inside.test", "192.168.1.7")));
    private Instant now = Instant.parse("2026-11-23T10:00:00Z");
    private Database database;
    private Source.Folder desk;

    @BeforeEach
    void open() throws IOException {
        use(TestDatabases.Kind.SQLITE);
        Files.createDirectories(folder.resolve("in"));
        desk = new Source.Folder(new SourceId("desk"), folder.resolve("in"), List.of(), List.of());
    }

    private void use(TestDatabases.Kind kind) {
        if (database != null) {
            database.close();
        }
        database = Database.open(TestDatabases.fresh(kind, folder));
    }

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
        database.close();
    }

    private Intake intake() {
        return new Intake(
                new Briefings(database, "e.org"),
                new Sources(database),
                new Rejections(database),
                new Pictures(database),
                shelf());
    }

    private MediaShelf shelf() {
        return new MediaShelf(folder.resolve("media"));
    }

    private PictureReport collect() {
        var outside = new Outside(fetcher, () -> now, Pause.SLEEP, new Stop());
        new FolderCollector(intake(), outside, ZoneOffset.UTC).collect(desk, Occasion.RUN, NOBODY);
        return new PictureCollector(List.of(desk), intake(), outside).collect();
    }

    private void write(String file, byte[] bytes) throws IOException {
        var path = folder.resolve("in").resolve(file);
        Files.createDirectories(path.getParent());
        Files.write(path, bytes);
        Files.setLastModifiedTime(path, FileTime.from(now.minusSeconds(60)));
    }

    private void brief(String file, String image) throws IOException {
        write(file, "---\nimage: {%s}\n---\nHeadline\n\nText.\n".formatted(image).getBytes(UTF_8));
    }

    private PublishedBriefing briefing() {
        return new Archive(database).newest(List.of(), 1).getFirst();
    }

    private Medium shown() {
        return briefing().firstMedium().orElseThrow();
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void aFileBesideItsBriefingIsKeptAndShown(TestDatabases.Kind kind) throws IOException {
        use(kind);
        brief("2026/a.txt", "file: ../photos/a b.png, credit: Ada, " + ALT);
        write("photos/a b.png", PNG);

        var report = collect();

        assertThat(report).isEqualTo(new PictureReport(1, List.of(), List.of()));
        var picture = briefing().briefing().picture().orElseThrow();
        assertThat(picture.reference()).isEqualTo("file:desk/photos/a b.png");
        assertThat(picture.credit()).isEqualTo("Ada");
        assertThat(shown().width()).isEqualTo(60);
        assertThat(shelf().find(shown().hash()).orElseThrow().bytes())
                .hasSize((int) shown().octets());
        assertThat(collect()).isEqualTo(new PictureReport(0, List.of(), List.of()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabases.Kind.class)
    void anAddressIsFetchedOnce(TestDatabases.Kind kind) throws IOException {
        use(kind);
        server.answer("/p.png", new Answer.Whole(200, Map.of(), PNG));
        brief("a.txt", "url: '%s', %s".formatted(server.at("/p.png"), ALT));
        brief("b.txt", "url: '%s', %s".formatted(server.at("/p.png"), ALT));

        assertThat(collect().kept()).isEqualTo(1);
        assertThat(collect().kept()).isZero();

        assertThat(server.received()).hasSize(1);
        assertThat(shown().type()).isEqualTo("image/png");
    }

    @Test
    void aPictureThatCantBeHadHoldsNothingAndIsTriedAgain() throws IOException {
        server.answer("/p.png", Answer.status(503), new Answer.Whole(200, Map.of(), PNG));
        brief("a.txt", "url: '%s', %s".formatted(server.at("/p.png"), ALT));

        var first = collect();

        assertThat(first.missing())
                .containsExactly(
                        "picture %s: HTTP status 503; its briefing goes without it, and it is tried again"
                                .formatted(server.at("/p.png")));
        assertThat(first.fresh()).isEqualTo(first.missing());
        assertThat(briefing().firstMedium()).isEmpty();

        assertThat(collect().missing()).isEmpty();
        assertThat(server.received()).hasSize(1);

        now = now.plus(Duration.ofMinutes(1));
        assertThat(collect().kept()).isEqualTo(1);
        assertThat(shown().width()).isEqualTo(60);
    }

    @Test
    void aFileMayComeAfterItsBriefingAndChange() throws IOException {
        brief("a.txt", "file: p.png, " + ALT);

        assertThat(collect().fresh())
                .containsExactly(
                        "picture file:desk/p.png: there is no such file; its briefing goes without"
                                + " it, and it is tried again");
        var again = collect();
        assertThat(again.missing()).hasSize(1);
        assertThat(again.fresh()).isEmpty();

        write("p.png", PNG);
        assertThat(collect().kept()).isEqualTo(1);
        var before = shown();

        now = now.plusSeconds(60);
        write("p.png", TestPictures.bytes("png", 90, 40));
        assertThat(collect().kept()).isEqualTo(1);
        assertThat(shown().width()).isEqualTo(90);
        assertThat(shelf().find(before.hash())).isPresent();

        now = now.plusSeconds(60);
        write("p.png", "<svg/>".getBytes(UTF_8));
        assertThat(collect().fresh().getFirst())
                .contains("it is SVG")
                .contains("the one before stays");
        assertThat(shown().width()).isEqualTo(90);
        Files.delete(folder.resolve("in/p.png"));
        assertThat(collect()).isEqualTo(new PictureReport(0, List.of(), List.of()));
        assertThat(shown().width()).isEqualTo(90);
    }

    @Test
    void whatIsNotHadWithinAWeekIsGivenUpUntilItIsWantedAnew() throws IOException {
        brief("a.txt", "file: p.png, " + ALT);
        collect();

        now = now.plus(Duration.ofDays(8));
        assertThat(collect().fresh().getFirst()).endsWith("given up after a week");
        assertThat(collect().missing()).isEmpty();

        brief("b.txt", "file: p.png, credit: B, " + ALT);
        assertThat(collect().missing()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.png", "/etc/p.png", "a/../../secret.png", "C:/p.png", "."})
    void noPathLeadsOutOfTheFolder(String path) throws IOException {
        Files.write(folder.resolve("secret.png"), PNG);
        brief("a.txt", "file: '%s', %s".formatted(path, ALT));

        var report = collect();

        assertThat(report).isEqualTo(new PictureReport(0, List.of(), List.of()));
        assertThat(briefing().briefing().picture()).isEmpty();
    }

    @Test
    void noLinkLeadsOutOfTheFolder() throws IOException {
        Files.write(folder.resolve("secret.png"), PNG);
        Files.createSymbolicLink(folder.resolve("in/p.png"), folder.resolve("secret.png"));
        brief("a.txt", "file: p.png, " + ALT);

        assertThat(collect().missing().getFirst()).contains("a link out of the folder");
        assertThat(briefing().firstMedium()).isEmpty();
    }

    @Test
    void aStrangersAddressDoesNotReachOurOwnNetwork() throws IOException {
        brief("a.txt", "url: 'http://inside.test/p.png', " + ALT);
        brief("b.txt", "url: 'http://127.0.0.1:9/p.png', " + ALT);
        server.answer("/to", Answer.status(302, "Location", "http://inside.test/p.png"));
        brief("c.txt", "url: '%s', %s".formatted(server.at("/to"), ALT));

        var missing = String.join("\n", collect().missing());

        assertThat(missing)
                .contains("inside.test is at 192.168.1.7, a private address")
                .contains("127.0.0.1 is at 127.0.0.1, a private address")
                .contains(
                        "picture " + server.at("/to") + ": http://inside.test/p.png: inside.test");
    }

    @Test
    void picturesOfAFeedsTextAreKeptAndWordlessOnesLeftOut() {
        server.answer("/p.png?a=1&b=2", new Answer.Whole(200, Map.of(), PNG));
        server.answer("/p.png", new Answer.Whole(200, Map.of(), PNG));
        var picture = server.at("/p.png?a=1&b=2");
        server.answer(
                "/feed",
                Answer.ok(
                        """
                        <rss version='2.0'><channel><title>A</title><link>https://e.org/</link>
                        <description>d</description><item><guid>1</guid><title>T</title>
                        <description><![CDATA[<p><img alt="Half &amp; half" src="%s"><img src="x.png"></p>]]>
                        </description></item></channel></rss>
                        """
                                .formatted(picture.toString().replace("&", "&amp;"))));
        var outside = new Outside(fetcher, () -> now, Pause.SLEEP, new Stop());
        var feed =
                new Source.Feed(
                        new SourceId("agency"), server.at("/feed"), Duration.ofHours(1), List.of());

        new FeedCollector(intake(), outside).collect(feed, Occasion.RUN);
        var report = new PictureCollector(List.of(feed), intake(), outside).collect();

        assertThat(report).isEqualTo(new PictureReport(1, List.of(), List.of()));
        assertThat(briefing().media()).containsOnlyKeys(picture.toString());
    }

    @ParameterizedTest
    @EnumSource
    void whatAFeedGivesBesideItsTextIsFetchedOnceAndMadeFit(TestDatabases.Kind kind) {
        use(kind);
        server.answer(
                "/large.png",
                new Answer.Whole(200, Map.of(), TestPictures.bytes("png", 3000, 2000)));
        var item =
                "<item><guid>%d</guid><title>Storm %1$d</title><enclosure type='image/png' url='/large.png'/></item>";
        server.answer(
                "/feed",
                Answer.ok(
                        "<rss version='2.0'><channel><title>A</title><link>%s</link><description>d</description>%s</channel></rss>"
                                .formatted(server.at("/"), item.formatted(1) + item.formatted(2))));
        var outside = new Outside(fetcher, () -> now, Pause.SLEEP, new Stop());
        var feed =
                new Source.Feed(
                        new SourceId("agency"), server.at("/feed"), Duration.ofHours(1), List.of());

        new FeedCollector(intake(), outside).collect(feed, Occasion.RUN);
        var first = new PictureCollector(List.of(feed), intake(), outside).collect();
        var second = new PictureCollector(List.of(feed), intake(), outside).collect();

        assertThat(first).isEqualTo(new PictureReport(1, List.of(), List.of()));
        assertThat(second).isEqualTo(new PictureReport(0, List.of(), List.of()));
        assertThat(new Archive(database).newest(List.of(), 9))
                .hasSize(2)
                .allSatisfy(one -> {
                    var medium = one.firstMedium().orElseThrow();
                    assertThat(medium.width()).isEqualTo(1200);
                    assertThat(medium.height()).isEqualTo(800);
                    assertThat(shelf().find(medium.hash())).isPresent();
                    assertThat(one.briefing().picture().orElseThrow().alt()).startsWith("Storm ");
                });
    }

    /** Names that only this test knows; any other is asked for as ever. */
    private record Names(Map<String, String> known) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            var address = known.get(host);
            return address == null
                    ? SystemDefaultDnsResolver.INSTANCE.resolve(host)
                    : new InetAddress[] {InetAddress.getByName(address)};
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }
}
