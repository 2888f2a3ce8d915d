package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestPost;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApproveTest {
    private static final String EDITOR = "desk@example.org";
    private static final String ANN = "ann@example.org";

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void anEditorIsToldOnceAndLetsTheEditionGoOut(TestDatabases.Kind kind) {
        try (var post = TestPost.open();
                var desk = held(kind, post);
                var browser = Browsing.start()) {
            var notice = Mail.read(post.mailsTo(EDITOR).getFirst());
            assertThat(notice.subject()).isEqualTo("Held: The Daily Brief: First & last");
            assertThat(notice.header("Auto-Submitted")).isEqualTo("auto-generated");
            assertThat(notice.headers())
                    .doesNotContainKeys("List-Unsubscribe", "List-Id", "Precedence");
            assertThat(notice.words())
                    .contains(
                            "Number 1 of The Daily Brief is held.",
                            "Subject: First & last",
                            "Goes to: one person",
                            "Every edition of this list waits for a person.");
            assertThat(notice.shown()).contains("First & last", "one person");
            assertThat(desk.run("run").code()).isZero();
            assertThat(post.mailsTo(EDITOR)).hasSize(1);
            assertThat(post.mailsTo(ANN)).isEmpty();

            try (var installation = desk.installation();
                    var server = installation.serve(List.of())) {
                var page = approvePage(notice, server.address());
                for (var i = 0; i < 3; i++) {
                    assertThat(browser.get(page).body())
                            .contains("This edition waits for you", "First &amp; last")
                            .contains("Every edition of this list waits for a person.");
                    assertThat(browser.head(page).statusCode()).isEqualTo(200);
                }
                assertThat(browser.post(page, "").statusCode()).isEqualTo(400);
                assertThat(desk.done("editions", "list", "--json")).contains("\"state\":\"held\"");

                assertThat(browser.post(page, "order=approve").body()).contains("It goes out");
                assertThat(browser.post(page, "order=cancel").body()).contains("It goes out");
                assertThat(browser.get(URI.create(page + "x")).statusCode()).isEqualTo(404);
            }
            desk.run("run");
            assertThat(post.mailsTo(ANN)).hasSize(1);
            assertThat(Mail.read(post.mailsTo(ANN).getFirst()).subject()).isEqualTo("First & last");
            assertThat(post.mailsTo(EDITOR)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void anEditorStopsTheEdition(TestDatabases.Kind kind) {
        try (var post = TestPost.open();
                var desk = held(kind, post);
                var browser = Browsing.start();
                var installation = desk.installation();
                var server = installation.serve(List.of())) {
            var page = approvePage(Mail.read(post.mailsTo(EDITOR).getFirst()), server.address());

            assertThat(browser.post(page, "order=cancel").body())
                    .contains("This edition is stopped");

            assertThat(browser.get(page).body()).doesNotContain("<button");
            assertThat(desk.done("editions", "list", "--json")).contains("\"cancelled\"");
        }
    }

    private Desk held(TestDatabases.Kind kind, TestPost post) {
        var desk = Desk.live(folder, kind, Desk.NEW_YEAR);
        desk.edit("    cadences:", "    approve: manual\n    cadences:")
                .edit("  zone: UTC", "  editors: [%s]\n  zone: UTC".formatted(EDITOR))
                .edit(
                        "port: %d,".formatted(desk.smtp().port()),
                        "port: %d,".formatted(post.port()));
        desk.readers(ANN);
        desk.dropBriefing("First & last");
        assertThat(desk.run("run", "--now").code()).isEqualTo(3);
        return desk;
    }

    private static URI approvePage(Mail notice, String server) {
        var link = Jsoup.parse(notice.html()).select("a[href*=/approve/]").attr("href");
        return URI.create(server + URI.create(link).getPath());
    }
}
