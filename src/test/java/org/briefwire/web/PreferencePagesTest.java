package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.briefwire.link.Purpose;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.Topics;
import org.briefwire.store.Person;
import org.briefwire.store.Preferences;
import org.briefwire.store.Preferences.Sheet;
import org.briefwire.store.Preferences.Urgent;
import org.briefwire.store.Subscriptions;
import org.briefwire.testing.TestDatabases;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PreferencePagesTest {
    private static final Map<String, String> AS_BEFORE =
            Map.of(
                    "list:daily",
                    "yes",
                    "every:daily",
                    "yes",
                    "depth:daily",
                    "full",
                    "language",
                    "en",
                    "zone",
                    "UTC");

    @TempDir Path folder;

    private static HttpRequest.Builder form(HttpRequest.Builder request, Map<String, String> form) {
        var body =
                form.entrySet().stream()
                        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
                        .collect(Collectors.joining("&"));
        return request.header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(body));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String path(TestSite site, SubscriptionId subscription) {
        return URI.create(site.links.preferences(subscription)).getRawPath();
    }

    private static Sheet sheet(TestSite site, SubscriptionId subscription) {
        return new Preferences(site.database).of(subscription).orElseThrow();
    }

    private static HttpResponse<String> post(
            TestSite site, SubscriptionId subscription, Map<String, String> form) throws Exception {
        return site.send(form(site.to(path(site, subscription)), form));
    }

    @ParameterizedTest
    @EnumSource
    void oneFormKeepsEverythingThatIsChosen(TestDatabases.Kind kind) throws Exception {
        try (var site = new TestSite(TestDatabases.fresh(kind, folder), folder)) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            var before = sheet(site, daily);

            var answer =
                    post(
                            site,
                            daily,
                            Map.ofEntries(
                                    Map.entry("list:daily", "yes"),
                                    Map.entry("cadence:daily", "daily"),
                                    Map.entry("depth:daily", "headlines"),
                                    Map.entry("topic:daily:world", "yes"),
                                    Map.entry("breaking:daily", "yes"),
                                    Map.entry("list:welt", "yes"),
                                    Map.entry("every:welt", "yes"),
                                    Map.entry("depth:welt", "essentials"),
                                    Map.entry("name", " Ada\r\nLovelace "),
                                    Map.entry("language", "fr"),
                                    Map.entry("zone", "Asia/Tokyo"),
                                    Map.entry("pause", "2027-01-05")));

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).contains("C’est enregistré", "<html lang=\"fr\"");
            var after = sheet(site, daily);
            assertThat(after.person())
                    .isEqualTo(
                            new Person(
                                    before.person().address(),
                                    "Ada  Lovelace",
                                    "fr",
                                    "Asia/Tokyo"));
            var pause = Optional.of(Instant.parse("2027-01-04T15:00:00Z"));
            assertThat(after.lines())
                    .containsExactly(
                            new Preferences.Line(
                                    daily,
                                    new ListId("daily"),
                                    SubscriptionState.ACTIVE,
                                    new CadenceId("daily"),
                                    new Choice(Depth.HEADLINES, Topics.ofWord("world"), "fr"),
                                    Urgent.AT_ONCE,
                                    pause),
                            new Preferences.Line(
                                    after.lines().getLast().id(),
                                    new ListId("welt"),
                                    SubscriptionState.ACTIVE,
                                    new CadenceId("daily"),
                                    new Choice(Depth.ESSENTIALS, Topics.ALL, "fr"),
                                    Urgent.WITH_THE_OTHERS,
                                    pause));
            assertThat(new Subscriptions(site.database).history(daily))
                    .extracting(Subscriptions.Event::evidence)
                    .containsExactly(
                            "preferences (headlines, topics world, language 'fr', breaking news,"
                                    + " paused until 2027-01-04T15:00:00Z)");
        }
    }

    @ParameterizedTest
    @EnumSource
    void noChangeTouchesACursorAndNoneIsWrittenTwice(TestDatabases.Kind kind) throws Exception {
        try (var site = new TestSite(TestDatabases.fresh(kind, folder), folder)) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            var subscriptions = new Subscriptions(site.database);
            site.fixture.update("UPDATE subscription SET cursor = 7, prev = 5, since = 3");
            var before = subscriptions.position(daily);
            for (var i = 0; i < 2; i++) {
                post(site, daily, with(AS_BEFORE, "depth:daily", "essentials"));
            }
            assertThat(subscriptions.position(daily)).isEqualTo(before);
            assertThat(subscriptions.history(daily)).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoUnticksAListLeavesItAndMayComeBackBehindNothing(TestDatabases.Kind kind)
            throws Exception {
        try (var site = new TestSite(TestDatabases.fresh(kind, folder), folder)) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            site.fixture.update("UPDATE subscription SET cursor = 7");
            post(site, daily, Map.of("language", "en", "zone", "UTC"));
            assertThat(site.fixture.stateOf(daily)).isEqualTo("unsubscribed");
            post(site, daily, AS_BEFORE);
            assertThat(site.fixture.stateOf(daily)).isEqualTo("active");
            assertThat(new Subscriptions(site.database).position(daily).orElseThrow().cursor())
                    .isEqualTo(7);
        }
    }

    @Test
    void readingChangesNothingAndShowsNoAddress() throws Exception {
        try (var site = site()) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            var before = sheet(site, daily);
            for (var i = 0; i < 3; i++) {
                assertThat(site.send(site.to(path(site, daily)).HEAD()).statusCode())
                        .isEqualTo(200);
                var page = site.get(path(site, daily));
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.headers().map()).doesNotContainKey("set-cookie");
                assertThat(page.headers().firstValue("Cache-Control")).contains("no-store");
                assertThat(page.body()).contains("a•••@e•••.org").doesNotContain("ada@");
            }
            assertThat(sheet(site, daily)).isEqualTo(before);
        }
    }

    @Test
    void thePageOffersWhatThePublisherOffers() throws Exception {
        try (var site = site()) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            var page = Jsoup.parse(site.get(path(site, daily)).body());
            assertThat(page.select("fieldset:not(.inner) > legend").eachText())
                    .containsExactly(
                            "The Daily Brief", "Welt & Wirtschaft", "About you", "Your data");
            assertThat(page.select("input[name=list:daily]").hasAttr("checked")).isTrue();
            assertThat(page.select("input[name=list:welt]").hasAttr("checked")).isFalse();
            assertThat(page.select("select[name=language] option[selected]").eachText())
                    .containsExactly("English");
            assertThat(page.select("select[name=zone] option[selected]").eachText())
                    .containsExactly("UTC");
            assertThat(page.select("label").eachText()).contains("World & <War>");

            var staff = site.fixture.subscribe("staff", "bob@example.org");
            assertThat(site.get(path(site, staff)).body()).contains("For us");
        }
    }

    @Test
    void whatCantBeKeptChangesNothing() throws Exception {
        try (var site = site()) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            var before = sheet(site, daily);
            var noTopic = post(site, daily, Map.of("list:daily", "yes", "language", "de"));
            assertThat(noTopic.statusCode()).isEqualTo(400);
            assertThat(noTopic.body()).contains("tick every topic, or at least one");
            var noDate = post(site, daily, with(AS_BEFORE, "pause", "soon"));
            assertThat(noDate.statusCode()).isEqualTo(400);
            assertThat(noDate.body()).contains("the day until which you pause");
            assertThat(sheet(site, daily)).isEqualTo(before);
        }
    }

    @Test
    void whatNoBrowserSendsIsTakenAsItWas() throws Exception {
        try (var site = site()) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            site.fixture.update("UPDATE choice SET language = 'en'");
            var before = sheet(site, daily);
            var odd =
                    Map.of(
                            "list:daily", "yes",
                            "every:daily", "yes",
                            "cadence:daily", "hourly",
                            "depth:daily", "abyss",
                            "list:staff", "yes",
                            "language", "tlh",
                            "zone", "Mars/Olympus");
            assertThat(post(site, daily, odd).statusCode()).isEqualTo(200);
            assertThat(sheet(site, daily)).isEqualTo(before);
        }
    }

    @Test
    void ofANameTwoHundredCharactersAreKept() throws Exception {
        try (var site = site()) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            post(site, daily, with(AS_BEFORE, "name", "😀".repeat(201)));

            assertThat(sheet(site, daily).person().name()).isEqualTo("😀".repeat(200));
        }
    }

    @Test
    void aBrokenOrForgedLinkIsExplained() throws Exception {
        try (var site = site()) {
            var daily = site.fixture.subscribe("daily", "ada@example.org");
            var whole = path(site, daily);
            for (var path :
                    List.of(
                            whole.substring(0, whole.length() - 1),
                            "/preferences/" + site.links.token(Purpose.UNSUBSCRIBE, daily),
                            "/preferences/"
                                    + site.links.token(
                                            Purpose.PREFERENCES, new SubscriptionId(99)))) {
                for (var request : List.of(site.to(path), form(site.to(path), AS_BEFORE))) {
                    var answer = site.send(request.header("Accept-Language", "es"));
                    assertThat(answer.statusCode()).isEqualTo(404);
                    assertThat(answer.body()).contains("Este enlace no está completo");
                }
            }
        }
    }

    private TestSite site() {
        return new TestSite(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder), folder);
    }

    private static Map<String, String> with(Map<String, String> form, String name, String value) {
        var more = new HashMap<>(form);
        more.put(name, value);
        return more;
    }
}
