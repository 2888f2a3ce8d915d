package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServingTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void whatIsDroppedInGoesOutByItselfOnce(TestDatabases.Kind kind) {
        try (var desk = Desk.live(folder, kind, "0/2 * * * * ?");
                var browser = Browsing.start()) {
            desk.readers("ann@example.org");
            try (var installation = desk.installation();
                    var server = installation.serve(List.of())) {
                desk.dropSample();
                soon().until(() -> !desk.reached().isEmpty());
                var sent = editions(desk);
                var beside = desk.done("run");

                if (kind == TestDatabases.Kind.SQLITE) {
                    assertThat(beside).contains("another Briefwire of this installation sends");
                }
                // two slots more have passed, and brought nothing
                soon().until(() -> editions(desk) >= sent + 2);
                assertThat(desk.reached()).containsExactly("ann@example.org");
                var headline = "US Reportedly Pushes Ukraine";
                for (var path : List.of("/", "/feed.rss", "/lists/daily/feed.atom", "/feed.json")) {
                    var page = browser.get(URI.create(server.address() + path));
                    assertThat(page.statusCode()).isEqualTo(200);
                    assertThat(page.body()).contains(headline);
                }
                var edition = browser.get(URI.create(server.address() + "/editions/daily/1"));
                assertThat(edition.body()).contains(Desk.points());
            }
        }
    }

    @Test
    void aWatcherHearsWhetherMailIsSent() {
        try (var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, Desk.NEW_YEAR);
                var browser = Browsing.start();
                var installation = desk.installation();
                var server = installation.serve(List.of())) {
            var address = URI.create(server.address() + "/health/sending");
            assertThat(browser.get(address).statusCode()).isEqualTo(200);

            installation.press().dispatch().close();

            assertThat(browser.get(address).statusCode()).isEqualTo(503);
            assertThat(browser.get(URI.create(server.address() + "/health/ready")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aSecondServerOfASqliteFileIsRefusedAndSaysWhy() throws Exception {
        try (var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, Desk.NEW_YEAR);
                var installation = desk.installation();
                var server = installation.serve(List.of())) {
            var second = Program.run(desk.home(), "serve");

            assertThat(second.code()).as(server.address()).isEqualTo(1);
            assertThat(second.err())
                    .contains(
                            "is served by another Briefwire already: SQLite has one 'serve' at a time");
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(30)).pollInterval(Duration.ofMillis(200));
    }

    private static int editions(Desk desk) {
        return Mail.count(desk.done("editions", "list", "--json"), "\"slot\"");
    }
}
