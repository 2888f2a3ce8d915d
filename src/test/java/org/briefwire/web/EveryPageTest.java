package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
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
import org.briefwire.testing.Axe;
import org.briefwire.testing.Browser;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every page that a stranger or a reader can come to, answers to forms too: axe finds nothing,
 * nothing scrolls sideways, narrow and wide, light and dark, from the left and from the right. The
 * pictures go to target/screenshots, as one sheet for each look.
 */
class EveryPageTest {
    private static final int ROWS_AT_MOST = 2_000;

    /** Where programs ask, and get no page. */
    private static final List<String> NO_PAGES =
            List.of(
                    "/(\\w+/\\{id}/)?feed\\.?\\w*",
                    "/media/.*",
                    "/your-data/.*/download",
                    "/subscribe/challenge",
                    "/(api|script|style|health)/.*",
                    "/(favicon|robots)\\..*");

    @TempDir Path folder;

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

    /** Whether a visit is answered by a route; {name} stands for one segment. */
    private static boolean leads(Route route, EveryPage.Visit visit) {
        var pattern = route.path().replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+");
        var method = visit.form().isEmpty() ? Route.Method.GET : Route.Method.POST;
        return route.method() == method && visit.path().replaceAll("\\?.*", "").matches(pattern);
    }

    @Test
    void noPageIsForgotten() {
        try (var site = site()) {
            EveryPage.publish(site);
            var visits = EveryPage.of(site, "en", 0).values();

            assertThat(site.routes)
                    .filteredOn(route -> NO_PAGES.stream().noneMatch(route.path()::matches))
                    .filteredOn(route -> visits.stream().noneMatch(visit -> leads(route, visit)))
                    .extracting(route -> route.method() + " " + route.path())
                    .isEmpty();
        }
    }

    @Tag("long")
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
            EveryPage.publish(site);
            for (var width : new int[] {320, 1280}) {
                for (var look : Browser.Look.values()) {
                    var sheet = language + "-" + width + "-" + look;
                    EveryPage.of(site, language, pictures.size())
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
            Browser browser, TestSite site, EveryPage.Visit page, int width, Browser.Look look) {
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
            var image = images.get(i);
            var height = Math.min(ROWS_AT_MOST, image.getHeight());
            graphics.drawImage(
                    image.getSubimage(0, 0, image.getWidth(), height),
                    i % columns * (width + 10),
                    top,
                    null);
            if (i % columns == columns - 1) {
                top += rows.get(i / columns) + 10;
            }
        }
        graphics.dispose();
        var folder = Files.createDirectories(Path.of("target/screenshots"));
        ImageIO.write(sheet, "png", folder.resolve("sheet-" + name + ".png").toFile());
    }
}
