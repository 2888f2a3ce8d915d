package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.briefwire.config.Joining;
import org.briefwire.config.Limit;
import org.briefwire.link.Purpose;
import org.briefwire.model.EmailAddress;
import org.briefwire.notice.OwnDataNotices;
import org.briefwire.store.ArchiveFixture;
import org.briefwire.store.JoinRequests;
import org.briefwire.testing.Axe;
import org.briefwire.testing.Browser;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page that a stranger or a reader can come to, answers to forms too: axe finds nothing,
 * nothing scrolls sideways, narrow and wide, light and dark, from the left and from the right. The
 * pictures go to target/screenshots, as one sheet for each look.
 */
@Tag("long")
class EveryPageTest {
    private static final int ROWS_AT_MOST = 2_000;

    @TempDir Path folder;

    /** A page, by its address or by what is sent to it. */
    private record Page(String path, Map<String, String> form) {
        static Page at(String path) {
            return new Page(path, Map.of());
        }
    }

    private TestSite site() {
        var joining =
                new Joining(
                        new Limit(10_000, Duration.ofHours(1)),
                        new Limit(10_000, Duration.ofDays(1)),
                        new Limit(10_000, Duration.ofHours(1)),
                        Duration.ofSeconds(2),
                        Joining.Proof.WORK,
                        1000);
        return new TestSite(
                TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder), folder, joining);
    }

    private static String path(String address) {
        return URI.create(address).getRawPath();
    }

    private static void publish(TestSite site) {
        var briefing =
                site.fixture.release(
                        "storm",
                        ArchiveFixture.briefing(
                                "Donaudampfschifffahrtsgesellschaftskapitän in Seenot", "world"),
                        TestSite.NOW);
        site.fixture.edition(
                new ArchiveFixture.Edition(
                        "daily",
                        "daily",
                        1,
                        TestSite.NOW,
                        "0123456789abcdef",
                        TestSite.MAIL,
                        List.of(briefing)));
        site.publish();
    }

    /** The pages, in the order of a reader's doings; each round has its own readers. */
    private static Map<String, Page> pages(TestSite site, String language, int round) {
        var domain = "@round%d.example.org".formatted(round);
        var reader = site.fixture.subscribe("daily", "ada" + domain);
        var other = site.fixture.subscribe("daily", "bo" + domain);
        var third = site.fixture.subscribe("daily", "cy" + domain);
        site.fixture.update("UPDATE subscriber SET language = '%s'".formatted(language));
        var now = site.clock.instant();
        var leave = path(site.links.unsubscribe(reader));
        var choose = path(site.links.preferences(other));
        var data = path(site.links.ownData(other, now.plus(OwnDataNotices.LASTS)));
        var old = path(site.links.ownData(other, now.minusSeconds(9)));
        var last = path(site.links.ownData(third, now.plus(OwnDataNotices.LASTS)));
        var expired = site.links.token(Purpose.CONFIRM, 1, now.minusSeconds(1));
        var stamp =
                site.links.token(
                        Purpose.FORM, now.minusSeconds(10).toEpochMilli(), now.plusSeconds(600));
        var wish =
                site.links.token(
                        Purpose.CONFIRM,
                        new JoinRequests(site.database)
                                .keep(
                                        new JoinRequests.Request(
                                                EmailAddress.parse("cy" + domain),
                                                now,
                                                now.plusSeconds(9),
                                                "page",
                                                language,
                                                "",
                                                List.of())),
                        now.plusSeconds(9));
        var address = path(site.links.confirmAddress(99, now.plusSeconds(9)));

        var pages = new LinkedHashMap<String, Page>();
        pages.put("front", Page.at("/"));
        pages.put("briefing", Page.at("/briefings/storm"));
        pages.put("list", Page.at("/lists/daily"));
        pages.put("topic", Page.at("/topics/world"));
        pages.put("edition", Page.at("/editions/daily/1"));
        pages.put("nowhere", Page.at("/nowhere"));
        pages.put("join", Page.at("/subscribe"));
        pages.put("join-ticked", Page.at("/subscribe?list=daily"));
        pages.put("join-wrong", new Page("/subscribe", Map.of("email", "abuse@example.org")));
        pages.put(
                "join-wrong-list",
                new Page("/subscribe", Map.of("email", "abuse@example.org", "stamp", stamp)));
        pages.put("confirm", Page.at("/confirm/" + wish));
        pages.put("confirmed", new Page("/confirm/" + wish, Map.of("confirm", "yes")));
        pages.put("confirm-broken", Page.at("/confirm/broken"));
        pages.put("confirm-expired", Page.at("/confirm/" + expired));
        pages.put("preferences", Page.at(choose));
        pages.put("preferences-broken", Page.at("/preferences/broken"));
        pages.put(
                "preferences-wrong",
                new Page(
                        choose, Map.of("list:daily", "on", "cadence:daily", "never", "zone", "x")));
        pages.put("data-asked", new Page(choose + "/data", Map.of("send", "yes")));
        pages.put("data", Page.at(data));
        pages.put("data-expired", Page.at(old));
        pages.put("address-wrong", new Page(data + "/address", Map.of("address", "no address")));
        pages.put("address-asked", new Page(data + "/address", Map.of("address", "new" + domain)));
        pages.put("address-expired", Page.at(address));
        pages.put("erased", new Page(last + "/erase", Map.of("erase", "yes")));
        pages.put("unsubscribe", Page.at(leave));
        pages.put("unsubscribe-broken", Page.at("/unsubscribe/broken"));
        pages.put("left", new Page(leave, Map.of("leave", "this")));
        return pages;
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void isOpenToEverybodyAtAnyWidthInAnyLight(String language) throws IOException {
        var pictures = new LinkedHashMap<String, List<BufferedImage>>();
        var found = new ArrayList<String>();
        try (var site = site();
                var browser = Browser.open()) {
            var driver = browser.driver();
            driver.executeCdpCommand("Network.enable", Map.of());
            driver.executeCdpCommand(
                    "Network.setExtraHTTPHeaders",
                    Map.of("headers", Map.of("Accept-Language", language)));
            publish(site);
            for (var width : new int[] {320, 1280}) {
                for (var look : Browser.Look.values()) {
                    var sheet = language + "-" + width + "-" + look;
                    pages(site, language, pictures.size())
                            .forEach((name, page) -> {
                                show(browser, site, page, width, look);
                                var what = name + ", " + sheet;
                                if (browser.overflow() != 0) {
                                    found.add(what + ": %d too wide".formatted(browser.overflow()));
                                }
                                Axe.violations(browser)
                                        .forEach(violation -> found.add(what + ": " + violation));
                                pictures.computeIfAbsent(sheet, _ -> new ArrayList<>())
                                        .add(picture(browser));
                            });
                }
            }
        }
        for (var sheet : pictures.entrySet()) {
            write(sheet.getKey(), sheet.getValue());
        }
        assertThat(found).isEmpty();
    }

    private static void show(
            Browser browser, TestSite site, Page page, int width, Browser.Look look) {
        var address = "http://127.0.0.1:" + site.port;
        if (page.form().isEmpty()) {
            browser.show(address + page.path(), width, look);
            return;
        }
        browser.show(address + "/favicon.svg", width, look).show(address + "/", width, look);
        var driver = browser.driver();
        driver.executeScript("window.before = true");
        driver.executeScript(
                """
                const form = document.createElement('form');
                form.method = 'post';
                form.action = arguments[0];
                for (const [name, value] of Object.entries(arguments[1])) {
                    const field = document.createElement('input');
                    field.name = name;
                    field.value = value;
                    form.append(field);
                }
                document.body.append(form);
                form.submit();
                """,
                page.path(),
                page.form());
        await().until(() ->
                Boolean.TRUE.equals(
                        driver.executeScript(
                                "return !window.before && document.readyState === 'complete'")));
    }

    private static BufferedImage picture(Browser browser) {
        try {
            return ImageIO.read(new ByteArrayInputStream(browser.screenshot()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void write(String name, List<BufferedImage> images) throws IOException {
        var columns = images.getFirst().getWidth() > 600 ? 4 : 8;
        var width = images.getFirst().getWidth();
        var rows = new ArrayList<Integer>();
        for (var i = 0; i < images.size(); i += columns) {
            rows.add(
                    Math.min(
                            ROWS_AT_MOST,
                            images.subList(i, Math.min(images.size(), i + columns)).stream()
                                    .mapToInt(BufferedImage::getHeight)
                                    .max()
                                    .orElse(0)));
        }
        var sheet =
                new BufferedImage(
                        columns * (width + 10),
                        rows.stream().mapToInt(row -> row + 10).sum(),
                        BufferedImage.TYPE_INT_RGB);
        var graphics = sheet.createGraphics();
        graphics.setColor(Color.MAGENTA);
        graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
        var top = 0;
        for (var i = 0; i < images.size(); i++) {
            graphics.drawImage(images.get(i), i % columns * (width + 10), top, null);
            if (i % columns == columns - 1) {
                top += rows.get(i / columns) + 10;
            }
        }
        graphics.dispose();
        var folder = Files.createDirectories(Path.of("target/screenshots"));
        ImageIO.write(sheet, "png", folder.resolve("sheet-" + name + ".png").toFile());
    }
}
