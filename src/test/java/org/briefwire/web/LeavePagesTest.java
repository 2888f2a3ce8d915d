package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import org.briefwire.link.Purpose;
import org.briefwire.model.SubscriptionId;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeavePagesTest {
    @TempDir Path folder;

    private static HttpRequest.Builder form(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    @ParameterizedTest
    @EnumSource
    void readingThePageChangesNothingAndPostingLeaves(TestDatabases.Kind kind) throws Exception {
        try (var site = new TestSite(TestDatabases.fresh(kind, folder), folder)) {
            var subscription = site.fixture.subscribe("daily", "ada@example.org");
            var path = path(site, subscription);
            for (var i = 0; i < 3; i++) {
                assertThat(site.get(path).statusCode()).isEqualTo(200);
                assertThat(site.send(site.to(path).HEAD()).statusCode()).isEqualTo(200);
            }
            assertThat(site.get(path).body()).contains("<form method=\"post\">");
            assertThat(site.fixture.stateOf(subscription)).isEqualTo("active");
            var nothing = site.send(site.to(path).POST(BodyPublishers.noBody()));
            assertThat(nothing.statusCode()).isEqualTo(400);
            assertThat(site.fixture.stateOf(subscription)).isEqualTo("active");
            for (var i = 0; i < 2; i++) {
                var left = site.send(form(site.to(path), "leave=this"));
                assertThat(left.statusCode()).isEqualTo(200);
                assertThat(left.body()).contains("You have left");
                assertThat(site.fixture.stateOf(subscription)).isEqualTo("unsubscribed");
            }
            assertThat(site.get(path).statusCode()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneClickTakesEffectAtOnceInBothEncodings(TestDatabases.Kind kind) throws Exception {
        try (var site = new TestSite(TestDatabases.fresh(kind, folder), folder)) {
            var first = site.fixture.subscribe("daily", "ada@example.org");
            var answer = site.send(form(site.to(path(site, first)), "List-Unsubscribe=One-Click"));
            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
            assertThat(site.fixture.stateOf(first)).isEqualTo("unsubscribed");
            var second = site.fixture.subscribe("daily", "bob@example.org");
            var body =
                    """
                    --cut
                    Content-Disposition: form-data; name="List-Unsubscribe"

                    One-Click
                    --cut--
                    """
                            .replace("\n", "\r\n");
            var multipart =
                    site.to(path(site, second))
                            .header("Content-Type", "multipart/form-data; boundary=cut")
                            .POST(BodyPublishers.ofString(body));
            assertThat(site.send(multipart).statusCode()).isEqualTo(200);
            assertThat(site.fixture.stateOf(second)).isEqualTo("unsubscribed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsOnSeveralListsMayLeaveAllAtOnce(TestDatabases.Kind kind) throws Exception {
        try (var site = new TestSite(TestDatabases.fresh(kind, folder), folder)) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            var other = site.fixture.subscribe("daily", "bob@example.org");
            assertThat(site.get(path(site, daily)).body()).doesNotContain("Leave all newsletters");
            site.fixture.update(
                    """
                    INSERT INTO subscription
                        (list, subscriber, state, cadence, choice, cursor, prev)
                    SELECT 'welt', subscriber, state, cadence, choice, 0, 0
                    FROM subscription WHERE id = %s
                    """
                            .formatted(daily));
            assertThat(site.get(path(site, daily)).body())
                    .contains("The Daily Brief", "Leave all newsletters", "Fewer mails instead")
                    .contains(site.links.preferences(daily));
            for (var i = 0; i < 2; i++) {
                var left = site.send(form(site.to(path(site, daily)), "leave=all"));
                assertThat(left.statusCode()).isEqualTo(200);
                assertThat(left.body()).contains("no more newsletters from us");
            }
            var states = site.fixture.texts("SELECT state FROM subscription ORDER BY list, id");
            assertThat(states).containsExactly("unsubscribed", "active", "unsubscribed");
            assertThat(site.fixture.stateOf(other)).isEqualTo("active");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void thePageSpeaksTheReadersLanguageAndSaysWhenTheyHaveLeft(TestDatabases.Kind kind)
            throws Exception {
        try (var site = new TestSite(TestDatabases.fresh(kind, folder), folder)) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            site.fixture.update("UPDATE subscriber SET language = 'ar'");
            assertThat(site.get(path(site, daily)).body())
                    .contains("dir=\"rtl\"", "هل تريد إلغاء الاشتراك؟");
            site.send(form(site.to(path(site, daily)), "leave=this"));
            assertThat(site.get(path(site, daily)).body())
                    .contains("أُلغي اشتراكك")
                    .doesNotContain("<form");
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void aBrokenOrForgedLinkIsExplainedAndChangesNothing(TestDatabases.Kind kind) throws Exception {
        try (var site = new TestSite(TestDatabases.fresh(kind, folder), folder)) {
            var subscription = site.fixture.subscribe("daily", "ada@example.org");
            var whole = path(site, subscription);
            for (var path :
                    List.of(
                            whole.substring(0, whole.length() - 1),
                            whole.substring(0, whole.length() - 1) + "_",
                            "/unsubscribe/"
                                    + site.links.token(Purpose.PREFERENCES, subscription))) {
                for (var request :
                        List.of(site.to(path), form(site.to(path), "List-Unsubscribe=One-Click"))) {
                    var answer = site.send(request);
                    assertThat(answer.statusCode()).isEqualTo(404);
                    assertThat(answer.body()).contains("This link is not whole");
                }
            }
            assertThat(site.fixture.stateOf(subscription)).isEqualTo("active");
        }
    }

    private static String path(TestSite site, SubscriptionId subscription) {
        return site.links.unsubscribe(subscription).substring("https://news.example.org".length());
    }
}
