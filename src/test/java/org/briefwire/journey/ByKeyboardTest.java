package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.briefwire.testing.Browser;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestPost;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;

/**
 * A stranger joins, chooses, changes and leaves with the keyboard alone, by mails that a real mail
 * server took; with the browser's scripts and without.
 */
@Tag("long")
class ByKeyboardTest {
    private static final String ADDRESS = "keys@example.org";
    private static final int FURTHEST = 60;

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aStrangerJoinsChoosesAndLeaves(boolean scripts) {
        assumeTrue(Browser.isInstalled(), "Chromium is not installed: bin/test does it");
        try (var post = TestPost.open();
                var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, Desk.NEW_YEAR)) {
            desk.edit("port: %d,".formatted(desk.smtp().port()), "port: %d,".formatted(post.port()))
                    .edit("web: {", "web: { joining: { fill-time: 1s },");
            try (var installation = desk.installation();
                    var server = installation.serve(List.of());
                    var browser = Browser.open()) {
                browser.scripts(scripts)
                        .show(server.address() + "/subscribe", 320, Browser.Look.LIGHT);
                join(browser);
                open(browser, server.address(), post, "Please confirm", "/confirm/");
                press(browser, "form button", Keys.ENTER);
                awaitTitle(browser, "You are on the list");
                assertThat(desk.done("subscribers", "list", "--json")).contains("\"active\"");

                desk.dropBriefing("First");
                desk.done("run", "--now");
                open(browser, server.address(), post, "First", "/preferences/");
                press(browser, "[name='depth:daily']", Keys.ARROW_UP);
                press(browser, "form:not([action]) > button", Keys.ENTER);
                await().ignoreExceptionsInstanceOf(WebDriverException.class)
                        .until(() -> browser.find(".said").getText().startsWith("Saved."));
                assertThat(desk.done("subscribers", "list", "--json")).contains("\"essentials\"");

                open(browser, server.address(), post, "First", "/unsubscribe/");
                assertThat(desk.done("subscribers", "list", "--json")).contains("\"active\"");
                press(browser, "button[value=this]", Keys.SPACE);
                awaitTitle(browser, "You have left");
                assertThat(desk.done("subscribers", "list", "--json")).contains("\"unsubscribed\"");
            }
        }
    }

    // who fills the form in no time is asked once more
    private static void join(Browser browser) {
        press(browser, "#email", ADDRESS);
        press(browser, ".join form > button", Keys.ENTER);
        await().atMost(Duration.ofSeconds(20))
                .pollInterval(Duration.ofMillis(1_200))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() -> {
                    if (browser.find("h1").getText().equals("Look into your mail")) {
                        return true;
                    }
                    press(browser, ".join form > button", Keys.ENTER);
                    return false;
                });
    }

    private static void open(
            Browser browser, String server, TestPost post, String subject, String path) {
        await().atMost(Duration.ofSeconds(20)).until(() -> link(post, subject, path).isPresent());
        browser.driver()
                .get(server + URI.create(link(post, subject, path).orElseThrow()).getPath());
    }

    private static Optional<String> link(TestPost post, String subject, String path) {
        return post.mailsTo(ADDRESS).stream()
                .map(Mail::read)
                .filter(mail -> mail.subject().startsWith(subject))
                .map(mail -> Jsoup.parse(mail.html()).select("a[href*=" + path + "]").attr("href"))
                .findFirst();
    }

    /** Goes to an element by the tab key, sees that it shows where one is, and presses keys. */
    private static void press(Browser browser, String selector, CharSequence keys) {
        var driver = browser.driver();
        var wanted = browser.find(selector);
        for (var step = 0; step < FURTHEST; step++) {
            var focused = driver.switchTo().activeElement();
            if (focused.equals(wanted)) {
                assertThat(focused.getCssValue("outline-style")).as(selector).isNotEqualTo("none");
                focused.sendKeys(keys);
                return;
            }
            focused.sendKeys(Keys.TAB);
        }
        throw new AssertionError(selector + " can't be reached by the tab key");
    }

    private static void awaitTitle(Browser browser, String title) {
        await().atMost(Duration.ofSeconds(20))
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .until(() ->
                        browser.driver().findElement(By.tagName("h1")).getText().equals(title));
    }
}
