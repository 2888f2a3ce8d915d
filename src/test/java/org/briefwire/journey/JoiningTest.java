package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.briefwire.testing.Axe;
import org.briefwire.testing.Browser;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestPost;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;

/** A stranger joins in a real browser, by a mail that a real mail server took. */
class JoiningTest {
    @TempDir Path folder;

    @Test
    void aStrangerJoinsWithScriptAndWithout() {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: bin/test does it");
        try (var post = TestPost.open();
                var desk = desk(post)) {
            desk.readers("ann@example.org");
            desk.dropBriefing("First");
            desk.done("run", "--now");
            try (var installation = desk.installation();
                    var server = installation.serve(List.of());
                    var browser = Browser.open()) {
                browser.show(server.address() + "/", 360, Browser.Look.LIGHT);
                browser.driver()
                        .executeCdpCommand(
                                "Emulation.setTimezoneOverride",
                                java.util.Map.of("timezoneId", "Asia/Tokyo"));
                browser.driver().findElement(By.className("join-link")).click();
                join(browser, post, server.address(), "with@example.org");
                browser.driver()
                        .executeCdpCommand(
                                "Emulation.setScriptExecutionDisabled",
                                java.util.Map.of("value", true));
                browser.show(server.address() + "/subscribe", 360, Browser.Look.DARK);
                join(browser, post, server.address(), "without@example.org");
            }
            assertThat(desk.done("subscribers", "list", "--json"))
                    .contains("\"with@example.org\"", "\"without@example.org\"")
                    .containsOnlyOnce("\"zone\":\"Asia/Tokyo\"")
                    .doesNotContain("pending");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> post.mailsTo("with@example.org").size() >= 3);
            assertThat(post.mailsTo("with@example.org").stream().map(m -> Mail.read(m).subject()))
                    .containsExactlyInAnyOrder(
                            "Please confirm: The Daily Brief",
                            "Welcome to The Daily Brief",
                            "First");

            // the cursor began where the welcome's edition ended
            desk.dropBriefing("Second");
            desk.done("run", "--now");
            assertThat(post.mailsTo("with@example.org").stream().map(m -> Mail.read(m).html()))
                    .filteredOn(html -> html.contains("First"))
                    .hasSize(1);
            assertThat(post.mailsTo("with@example.org").stream().map(m -> Mail.read(m).subject()))
                    .contains("Second");
        }
    }

    private Desk desk(TestPost post) {
        var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, Desk.NEW_YEAR);
        desk.edit("    cadences:", "    welcome: edition\n    cadences:")
                .edit("port: %d,".formatted(desk.smtp().port()), "port: %d,".formatted(post.port()))
                .edit("web: {", "web: { joining: { fill-time: 1s },");
        return desk;
    }

    private static void join(Browser browser, TestPost post, String server, String address) {
        var driver = browser.driver();
        driver.findElement(By.id("email")).sendKeys(address);
        sendUntil(
                browser,
                () -> driver.findElement(By.tagName("h1")).getText().equals("Look into your mail"));
        await().atMost(Duration.ofSeconds(20)).until(() -> !post.mailsTo(address).isEmpty());
        var mail = Mail.read(post.mailsTo(address).getFirst());
        assertThat(mail.subject()).isEqualTo("Please confirm: The Daily Brief");
        var link = Jsoup.parse(mail.html()).select("a[href*=/confirm/]").attr("href");
        driver.get(server + URI.create(link).getPath());
        driver.findElement(By.cssSelector("form button")).click();
        await().ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() ->
                        driver.findElement(By.tagName("h1"))
                                .getText()
                                .equals("You are on the list"));
    }

    // who fills the form in no time is asked once more
    private static void sendUntil(Browser browser, Callable<Boolean> answered) {
        var driver = browser.driver();
        await().atMost(Duration.ofSeconds(20))
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1_500))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    if (!answered.call()) {
                        driver.executeScript(
                                "document.querySelector('.join form').noValidate = true");
                        driver.findElement(By.cssSelector(".join button")).click();
                    }
                    return answered.call();
                });
    }

    @Test
    void axeFindsNothingOnThePagesOfJoining() {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: bin/test does it");
        try (var post = TestPost.open();
                var desk = desk(post);
                var installation = desk.installation();
                var server = installation.serve(List.of());
                var browser = Browser.open()) {
            for (var path : List.of("/subscribe", "/subscribe?list=daily", "/confirm/broken")) {
                for (var look : Browser.Look.values()) {
                    browser.show(server.address() + path, 320, look);
                    assertThat(browser.overflow()).as(path).isZero();
                    assertThat(Axe.violations(browser)).as("%s, %s", path, look).isEmpty();
                }
            }
            browser.driver().findElement(By.className("join-link")).click();
            sendUntil(
                    browser,
                    () -> !browser.driver().findElements(By.id("email-problem")).isEmpty());
            assertThat(Axe.violations(browser)).isEmpty();
        }
    }
}
