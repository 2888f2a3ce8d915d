package org.briefwire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** A headless Chromium with a profile of its own; closing it leaves nothing behind. */
public final class Browser implements AutoCloseable {
    private static final List<String> FLAGS =
            List.of(
                    "--headless=new",
                    "--no-sandbox",
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--disable-dev-shm-usage",
                    "--hide-scrollbars",
                    "--force-color-profile=srgb");

    private final Path profile;
    private final ChromeDriver driver;

    private Browser(Path profile, ChromeDriver driver) {
        this.profile = profile;
        this.driver = driver;
    }

    /** Whether this machine has what {@link #open} needs (bin/lib/chromium.sh installs it). */
    public static boolean isInstalled() {
        return Files.isExecutable(binary("chromium")) && Files.isExecutable(binary("chromedriver"));
    }

    /** Starts a browser. */
    public static Browser open() {
        try {
            var profile = Files.createTempDirectory("briefwire-browser");
            var options = new ChromeOptions();
            options.setBinary(binary("chromium").toFile());
            options.addArguments(FLAGS);
            options.addArguments("--user-data-dir=" + profile);
            var service =
                    new ChromeDriverService.Builder()
                            .usingDriverExecutable(binary("chromedriver").toFile())
                            .usingAnyFreePort()
                            .build();
            return new Browser(profile, new ChromeDriver(service, options));
        } catch (IOException e) {
            throw new UncheckedIOException("no profile for the browser", e);
        }
    }

    private static Path binary(String name) {
        return Path.of("/usr/bin", name);
    }

    /** The driver, for clicks and questions. */
    public ChromeDriver driver() {
        return driver;
    }

    /** The first element that a CSS selector fits. */
    public WebElement find(String selector) {
        return driver.findElement(By.cssSelector(selector));
    }

    /** Lets the pages that are shown from now on run scripts, or not. */
    public Browser scripts(boolean on) {
        driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !on));
        return this;
    }

    /** How a person looks at a page. */
    public enum Look {
        LIGHT,
        DARK
    }

    /** Shows an address at a width in CSS pixels. */
    public Browser show(String url, int width, Look look) {
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of(
                                        "name",
                                        "prefers-color-scheme",
                                        "value",
                                        look == Look.DARK ? "dark" : "light"))));
        resize(width, 800);
        driver.get(url);
        return this;
    }

    /** The whole page as a PNG. */
    public byte[] screenshot() {
        var width = number("return document.documentElement.clientWidth");
        resize(width, number("return document.documentElement.scrollHeight"));
        return driver.getScreenshotAs(OutputType.BYTES);
    }

    /** How many CSS pixels the page is wider than its window; 0 when nothing scrolls sideways. */
    public int overflow() {
        return number(
                "return document.documentElement.scrollWidth -"
                        + " document.documentElement.clientWidth");
    }

    private int number(String script) {
        return driver.executeScript(script) instanceof Number number ? number.intValue() : 0;
    }

    private void resize(int width, int height) {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", true));
    }

    @Override
    public void close() {
        driver.quit();
        try (var files = Files.walk(profile)) {
            files.sorted(Comparator.reverseOrder()).forEach(Browser::delete);
        } catch (IOException | UncheckedIOException e) {
            profile.toFile().deleteOnExit(); // a dying browser may still be writing there
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
