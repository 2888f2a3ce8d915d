package org.briefwire.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Deque's axe, which looks for what keeps people out of a page. */
public final class Axe {
    private static final String SCRIPT = read();

    private Axe() {}

    /** What axe finds on the page that the browser shows: rule, and where. */
    public static List<String> violations(Browser browser) {
        var driver = browser.driver();
        driver.executeScript(SCRIPT);
        var found =
                driver.executeAsyncScript(
                        """
                        const done = arguments[arguments.length - 1];
                        axe.run(document).then(
                            (result) => done(result.violations.flatMap((violation) =>
                                violation.nodes.map((node) =>
                                    violation.id + ": " + node.html + " " + node.failureSummary))),
                            (error) => done(["axe: " + error]));
                        """);
        return found instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of("axe answered " + found);
    }

    private static String read() {
        try (var script = Objects.requireNonNull(Axe.class.getResourceAsStream("/axe.min.js"))) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
