package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import org.briefwire.briefing.HouseStyle;
import org.briefwire.briefing.NewsBrief;
import org.briefwire.briefing.Reading;
import org.briefwire.model.Briefing;
import org.briefwire.model.BriefingId;
import org.briefwire.model.TopicId;
import org.briefwire.store.ArchiveFixture;
import org.briefwire.store.Withdrawals;
import org.briefwire.testing.Browser;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pictures of pages for docs/screenshots, to be looked at by a person. */
@Tag("long")
class WebScreenshotsTest {
    private static final Path FOLDER = Path.of("docs/screenshots");
    private static final int TALLEST = 1700;

    /** The rest goes to target/screenshots. */
    private static final Set<String> KEPT =
            Set.of(
                    "web-front-1280-light.png",
                    "web-front-360-dark.png",
                    "web-briefing-1280-light.png",
                    "web-briefing-1280-dark.png",
                    "web-briefing-360-light.png",
                    "web-unsubscribe-360-light.png");

    @TempDir Path folder;

    private static Briefing sample() throws IOException {
        return read(Path.of("src/main/resources/demo/briefings/us-pushes-ukraine-donetsk.txt"))
                .withTopics(List.of(new TopicId("world"), new TopicId("diplomacy")));
    }

    private static Briefing inLanguage(Briefing briefing, String language) {
        return new Briefing(
                briefing.headline(),
                briefing.standfirst(),
                briefing.label(),
                briefing.lead(),
                briefing.sections(),
                briefing.attribution(),
                briefing.author(),
                language,
                briefing.link(),
                briefing.topics());
    }

    private static Briefing read(Path file) throws IOException {
        var style = new HouseStyle(ZoneId.of("Europe/Berlin"), List.of("Latest Articles"));
        return switch (NewsBrief.read(Files.readAllBytes(file), style)) {
            case Reading.Parsed parsed -> parsed.briefing();
            case Reading.Rejected rejected -> throw new AssertionError(rejected.reason());
        };
    }

    private static List<BriefingId> fill(TestSite site) throws IOException {
        var ids = new ArrayList<BriefingId>();
        var headlines =
                List.of(
                        "Coastal towns agree on a common flood fund after a wet autumn",
                        "Central bank holds rates and hints at a pause until spring",
                        "Night trains return to three Alpine routes",
                        "A vaccine against dengue passes its largest trial yet",
                        "Parliament postpones the vote on data retention");
        for (var headline : headlines) {
            ids.add(
                    site.fixture.release(
                            "briefing-" + ids.size(),
                            ArchiveFixture.briefing(headline, "world", "economy"),
                            TestSite.NOW.plusSeconds(3600L * ids.size())));
        }
        ids.add(site.fixture.release("donetsk", sample(), TestSite.NOW.plusSeconds(86_400)));
        site.fixture.correct(
                "briefing-3", 2, ArchiveFixture.briefing(headlines.get(3)), TestSite.NOW);
        site.fixture.edition(
                new ArchiveFixture.Edition(
                        "daily",
                        "daily",
                        1,
                        TestSite.NOW,
                        "0123456789abcdef",
                        TestSite.MAIL,
                        ids.reversed().subList(0, 3)));
        site.publish();
        return ids;
    }

    @Test
    void pagesFitTheirWidthInLightAndDark() throws IOException {
        try (var site =
                        new TestSite(
                                TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder), folder);
                var browser = Browser.open()) {
            fill(site);
            var reader = site.fixture.subscribe("daily", "ada@example.org");
            var unsubscribe = URI.create(site.links.unsubscribe(reader)).getPath();
            var preferences = URI.create(site.links.preferences(reader)).getPath();
            picture(browser, site, "front", "/");
            picture(browser, site, "briefing", "/briefings/donetsk");
            picture(browser, site, "correction", "/briefings/briefing-3");
            picture(browser, site, "list", "/lists/daily");
            picture(browser, site, "edition", "/editions/daily/1");
            picture(browser, site, "unsubscribe", unsubscribe);
            picture(browser, site, "preferences", preferences);
            picture(browser, site, "missing", "/none");
            new Withdrawals(site.database)
                    .withdraw(
                            "briefing-0",
                            "The fund was agreed on last year; we mistook an old notice for news.",
                            TestSite.NOW);
            picture(browser, site, "gone", "/briefings/briefing-0");
            site.fixture.update("UPDATE subscriber SET language = 'ar'");
            picture(browser, site, "unsubscribe-ar", unsubscribe);
            picture(browser, site, "preferences-ar", preferences);
        }
    }

    /** The desk's forms in eight scripts and languages, each as a page and all as an edition. */
    @Test
    void sixteenSamplesFitTheirWidthInLightAndDark() throws IOException {
        try (var site =
                        new TestSite(
                                TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder), folder);
                var files = Files.list(Path.of("src/test/resources/briefing/variants"));
                var browser = Browser.open()) {
            var ids = new ArrayList<BriefingId>();
            for (var file : files.sorted().toList()) {
                var name = file.getFileName().toString().replace(".txt", "");
                var briefing = inLanguage(read(file), name.substring(0, 2));
                ids.add(site.fixture.release(name, briefing, TestSite.NOW));
                site.fixture.correct(name, 2, briefing, TestSite.NOW.plusSeconds(60));
                picture(browser, site, "sample-" + name, "/briefings/" + name);
            }
            site.fixture.edition(
                    new ArchiveFixture.Edition(
                            "daily",
                            "daily",
                            1,
                            TestSite.NOW,
                            "0123456789abcdef",
                            TestSite.MAIL,
                            ids));
            picture(browser, site, "samples", "/editions/daily/1");
        }
    }

    private static void picture(Browser browser, TestSite site, String name, String path)
            throws IOException {
        var address = "http://127.0.0.1:%d%s".formatted(site.port, path);
        assertThat(browser.show(address, 320, Browser.Look.LIGHT).overflow()).as(name).isZero();
        for (var width : List.of(360, 640, 1280)) {
            for (var look : Browser.Look.values()) {
                browser.show(address, width, look);
                assertThat(browser.overflow()).as("%s at %d", name, width).isZero();
                var file =
                        "web-%s-%d-%s.png"
                                .formatted(name, width, look.name().toLowerCase(Locale.ROOT));
                var target = KEPT.contains(file) ? FOLDER : Path.of("target/screenshots");
                Files.write(
                        Files.createDirectories(target).resolve(file),
                        cropped(browser.screenshot()));
            }
        }
    }

    private static byte[] cropped(byte[] png) throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(png));
        var height = Math.min(TALLEST, image.getHeight());
        var out = new ByteArrayOutputStream();
        ImageIO.write(image.getSubimage(0, 0, image.getWidth(), height), "png", out);
        return out.toByteArray();
    }
}
