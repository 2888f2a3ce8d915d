package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.briefwire.store.ArchiveFixture;
import org.briefwire.testing.Browser;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.logging.LogType;

/** What a person does in a real browser. */
class BrowserTest {
    @TempDir Path folder;

    @Test
    void readersReadAndLeaveAtAnyWidthInAnyLight() {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: bin/test does it");
        var database = TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder);
        try (var site = new TestSite(database, folder);
                var browser = Browser.open()) {
            site.fixture.release(
                    "donaudampfschifffahrt",
                    ArchiveFixture.briefing("Donaudampfschifffahrtsgesellschaftskapitän", "world"),
                    TestSite.NOW);
            var reader = site.fixture.subscribe("daily", "ada@example.org");
            var address = "http://127.0.0.1:" + site.port;
            var leave = URI.create(site.links.unsubscribe(reader)).getPath();
            var choose = URI.create(site.links.preferences(reader)).getPath();

            for (var path :
                    List.of(
                            "/",
                            "/briefings/donaudampfschifffahrt",
                            "/lists/daily",
                            "/topics/world",
                            "/nowhere",
                            leave,
                            choose)) {
                for (var look : Browser.Look.values()) {
                    for (var width : new int[] {320, 1280}) {
                        browser.show(address + path, width, look);
                        assertThat(browser.overflow())
                                .as("%s at %d, %s", path, width, look)
                                .isZero();
                    }
                }
            }
            assertThat(browser.driver().manage().logs().get(LogType.BROWSER).getAll())
                    .filteredOn(entry -> !entry.getMessage().contains("/nowhere"))
                    .isEmpty();
            assertThat(site.fixture.stateOf(reader)).isEqualTo("active");

            browser.scripts(false).show(address + choose, 320, Browser.Look.LIGHT);
            browser.find("select[name='depth:daily'] option[value=headlines]").click();
            browser.find("input[name='breaking:daily']").click();
            browser.find(".preferences button").click();
            await().until(() -> browser.find(".said").getText().startsWith("Saved."));
            browser.scripts(true);
            assertThat(
                            site.fixture.texts(
                                    "SELECT depth FROM choice c JOIN subscription s ON c.id = s.choice"))
                    .containsExactly("headlines");

            browser.show(address + leave, 360, Browser.Look.LIGHT);
            browser.driver().findElement(By.cssSelector("form button")).click();
            await().until(() -> site.fixture.stateOf(reader).equals("unsubscribed"));
            assertThat(browser.driver().findElement(By.tagName("h1")).getText())
                    .isEqualTo("You have left");
        }
    }
}
