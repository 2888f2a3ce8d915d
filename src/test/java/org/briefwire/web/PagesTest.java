package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Briefing;
import org.briefwire.store.ArchiveFixture;
import org.briefwire.store.Withdrawals;
import org.briefwire.template.Templates;
import org.briefwire.testing.TestDatabases;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PagesTest {
    @TempDir static Path shared;
    private static TestSite site;

    @BeforeAll
    static void start() {
        site = filled(shared);
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static TestSite filled(Path folder) {
        var site = new TestSite(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder), folder);
        var first =
                site.fixture.release(
                        "grüße", ArchiveFixture.briefing("First <b>&", "world"), TestSite.NOW);
        site.fixture.release(
                "second", ArchiveFixture.briefing("Second"), TestSite.NOW.plusSeconds(60));
        site.fixture.edition(
                new ArchiveFixture.Edition(
                        "daily",
                        "daily",
                        1,
                        TestSite.NOW,
                        "0123456789abcdef",
                        TestSite.MAIL,
                        List.of(first)));
        site.fixture.edition(
                new ArchiveFixture.Edition(
                        "staff",
                        "daily",
                        1,
                        TestSite.NOW,
                        "0123456789abcdef",
                        TestSite.MAIL,
                        List.of(first)));
        site.publish();
        return site;
    }

    @Test
    void aBriefingStandsVerbatimWithItsNeighbours() throws Exception {
        var page = Jsoup.parse(site.get("/briefings/gr%C3%BC%C3%9Fe").body());
        assertThat(page.select("h1").text()).isEqualTo("First <b>&");
        assertThat(page.select("main li").eachText()).contains("First point.", "Second point.");
        assertThat(page.select(".author strong").text()).isEqualTo("Ada Lovelace");
        assertThat(page.select("link[rel=canonical]").attr("href"))
                .isEqualTo("https://news.example.org/briefings/gr%C3%BC%C3%9Fe");
        assertThat(page.select("a[rel=next]").text()).isEqualTo("Second");
        assertThat(page.select("a[rel=prev]")).isEmpty();
        assertThat(page.select(".tags a").text()).isEqualTo("World & <War>");
    }

    @Test
    void everyPageLinksItsFeedsAndLoadsNothingFromElsewhere() throws Exception {
        for (var path : List.of("/", "/lists/daily", "/topics/world", "/editions/daily/1", "/x")) {
            var page = Jsoup.parse(site.get(path).body());
            assertThat(page.select("link[rel=alternate]").eachAttr("type"))
                    .as(path)
                    .startsWith(
                            "application/rss+xml", "application/atom+xml", "application/feed+json");
            assertThat(page.select("script,[style],[onclick],img,iframe")).isEmpty();
            assertThat(page.select("link[rel=stylesheet]").attr("href")).startsWith("/style/site-");
        }
        assertThat(
                        Jsoup.parse(site.get("/lists/daily").body())
                                .select("link[rel=alternate]")
                                .eachAttr("href"))
                .contains("https://news.example.org/lists/daily/feed.atom");
    }

    @Test
    void everyAddressOnThePagesOpens() throws Exception {
        var seen = new HashSet<String>();
        var next = new ArrayDeque<>(List.of("/"));
        while (!next.isEmpty()) {
            var path = next.pop();
            if (!seen.add(path)) {
                continue;
            }
            var answer = site.get(path);
            assertThat(answer.statusCode()).as(path).isEqualTo(200);
            assertThat(site.send(site.to(path).HEAD()).statusCode()).as(path).isEqualTo(200);
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                for (var href : Jsoup.parse(answer.body()).select("[href]").eachAttr("href")) {
                    var local = href.replace("https://news.example.org", "");
                    if (local.startsWith("/")) {
                        next.push(local);
                    }
                }
            }
        }
        assertThat(seen)
                .contains(
                        "/briefings/second",
                        "/editions/daily/1",
                        "/lists/welt",
                        "/topics/world/feed.json",
                        "/editions/daily/feed.rss",
                        "/favicon.svg");
    }

    @Test
    void aPrivateListIsInNoPageAndNoFeed() throws Exception {
        assertThat(site.get("/").body()).doesNotContain("For us", "staff");
        for (var feed : List.of("/lists/staff/feed.rss", "/editions/staff/feed.rss")) {
            assertThat(site.get(feed).statusCode()).isEqualTo(404);
        }
        for (var path : List.of("/lists/staff", "/editions/staff/1")) {
            var page = site.get(path);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.body()).contains("not public").doesNotContain("For us", "First");
        }
        assertThat(site.get("/editions/staff/1/0123456789abcdef").statusCode()).isEqualTo(200);
    }

    @Test
    void theMailedEditionMayStyleItselfAndIsNotIndexed() throws Exception {
        var mail = site.get("/editions/daily/1/0123456789abcdef");
        assertThat(mail.body()).contains("The mailed page");
        var headers = mail.headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                .contains("style-src 'unsafe-inline'")
                .contains("default-src 'none'");
        assertThat(headers.firstValue("X-Robots-Tag")).contains("noindex");
    }

    @Test
    void whatIsNotThereSaysSoInTheReadersLanguage() throws Exception {
        for (var path :
                List.of(
                        "/briefings/none",
                        "/lists/NONE",
                        "/lists/none",
                        "/topics/none",
                        "/topics/A%20B",
                        "/editions/daily/2",
                        "/editions/daily/01",
                        "/editions/daily/99999999999999999999",
                        "/editions/daily/1/none",
                        "/topics/..%2f..%2ftest/feed.rss",
                        "/topics/none/feed.rss",
                        "/unsubscribe/none")) {
            assertThat(site.get(path).statusCode()).as(path).isEqualTo(404);
        }
        var german = site.send(site.to("/none").header("Accept-Language", "de-AT, en;q=0.5"));
        assertThat(german.body()).contains("<html lang=\"de\"", "Hier ist nichts");
        var arabic = site.send(site.to("/none").header("Accept-Language", "ar-EG"));
        assertThat(arabic.body()).contains("<html lang=\"ar\" dir=\"rtl\"", "لا يوجد شيء هنا");
        var unknown = site.send(site.to("/none").header("Accept-Language", "tlh, *;q=0.1"));
        assertThat(unknown.body()).contains("<html lang=\"en\"");
        assertThat(site.send(site.to("/none").header("Accept-Language", ";;;q=x")).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aListSpeaksItsOwnLanguage() throws Exception {
        var page = site.send(site.to("/lists/welt").header("Accept-Language", "en")).body();
        assertThat(page).contains("<html lang=\"de\"", "täglich um 07:00 Uhr", "jeden Montag");
    }

    @Test
    void aWithdrawnBriefingIsGone(@TempDir Path folder) throws Exception {
        try (var own = filled(folder)) {
            new Withdrawals(own.database).withdraw("second", "Not <ours>.", Instant.EPOCH);
            var gone = own.get("/briefings/second");
            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(gone.body()).contains("withdrawn", "Not &lt;ours&gt;.");
            assertThat(own.get("/").body()).doesNotContain("Second");
        }
    }

    @Test
    void anEditionOfWhichNothingIsLeftIsGone(@TempDir Path folder) throws Exception {
        try (var own = filled(folder)) {
            new Withdrawals(own.database).withdraw("grüße", "Not ours.", Instant.EPOCH);

            for (var path : List.of("/editions/daily/1", "/editions/daily/1/0123456789abcdef")) {
                var gone = own.send(own.to(path).header("Accept-Language", "de"));
                assertThat(gone.statusCode()).as(path).isEqualTo(410);
                assertThat(gone.body())
                        .contains("Diese Ausgabe wurde zurückgezogen")
                        .doesNotContain("First", "The mailed page");
            }
            assertThat(own.get("/editions/daily/2").statusCode()).isEqualTo(404);
            assertThat(own.get("/editions/daily/1/other").statusCode()).isEqualTo(404);

            own.fixture.update("UPDATE edition SET canonical = NULL");
            assertThat(own.get("/editions/daily/1").statusCode()).isEqualTo(410);
        }
    }

    @Test
    void whatIsLeftOfAnEditionIsShownUnderANameOfItsOwnUntilItIsRemade(@TempDir Path folder)
            throws Exception {
        try (var own = filled(folder)) {
            var wrong =
                    own.fixture.release("wrong", ArchiveFixture.briefing("Wrong"), TestSite.NOW);
            var right =
                    own.fixture.release("right", ArchiveFixture.briefing("Right"), TestSite.NOW);
            own.fixture.edition(
                    new ArchiveFixture.Edition(
                            "daily",
                            "weekly",
                            2,
                            TestSite.NOW,
                            "0123456789abcdef",
                            TestSite.MAIL,
                            List.of(wrong, right)));
            own.fixture.update("UPDATE edition SET subject = 'Wrong', preheader = 'It is wrong.'");
            new Withdrawals(own.database).withdraw("wrong", "Not ours.", Instant.EPOCH);

            var page = own.get("/editions/daily/2");

            assertThat(Jsoup.parse(page.body()).select("h1").text()).isEqualTo("Right");
            assertThat(page.body().toLowerCase(Locale.ROOT)).doesNotContain("wrong");
        }
    }

    @Test
    void aBriefingsEarlierCorrectionsAreListed(@TempDir Path folder) throws Exception {
        try (var own = filled(folder)) {
            for (var note : List.of("It was Monday.", "It was Tuesday.", "It was <Wednesday>.")) {
                own.fixture.correct(
                        "second",
                        own.fixture.texts("SELECT '' FROM revision WHERE briefing = 2").size() + 1,
                        note,
                        ArchiveFixture.briefing("Second, of " + note));
            }

            var page = Jsoup.parse(own.get("/briefings/second").body());

            // the newest above the text, the others under it as they came
            var notes = page.select(".correction").eachText();
            assertThat(notes).hasSize(3);
            assertThat(notes.getFirst()).contains("It was <Wednesday>.");
            assertThat(notes.get(1)).contains("It was Monday.");
            assertThat(notes.getLast()).contains("It was Tuesday.");
        }
    }

    @Test
    void withoutADatabaseThePageSaysComeBackAndTheServerLives(@TempDir Path folder)
            throws Exception {
        try (var own = filled(folder)) {
            own.database.close();
            for (var path : List.of("/", "/health/ready")) {
                var answer = own.get(path);
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.headers().firstValue("Retry-After")).contains("60");
                assertThat(answer.body()).doesNotContain("Exception", "Hikari");
            }
            assertThat(own.get("/health/live").body()).isEqualTo("ok\n");
            assertThat(own.get("/feed.rss").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void eachTemplateFitsItsRecord() {
        var templates = Templates.builtIn();
        Pages.templates()
                .forEach((name, record) ->
                        assertThat(templates.unknownVariables(name, record)).as(name).isEmpty());
    }

    @Test
    void theStyleSheetIsKeptForEver() throws Exception {
        var href = Jsoup.parse(site.get("/").body()).select("link[rel=stylesheet]").attr("href");
        assertThat(site.get(href).headers().firstValue("Cache-Control"))
                .contains("public, max-age=31536000, immutable");
        assertThat(site.send(site.to("/").POST(BodyPublishers.noBody())).statusCode())
                .isEqualTo(405);
    }

    private static Briefing inArabic() {
        return new Briefing(
                "عنوان الخبر",
                "",
                "",
                List.of("نص الخبر"),
                List.of(),
                Attribution.NONE,
                Author.NONE,
                "ar",
                "",
                List.of());
    }

    @Test
    void aBriefingRunsTheWayItsLanguageIsWritten(@TempDir Path folder) throws Exception {
        try (var other = filled(folder)) {
            other.fixture.release("arabic", inArabic(), TestSite.NOW);
            assertThat(other.get("/briefings/second").body())
                    .contains("<article class=\"briefing\" dir=\"ltr\">");
            assertThat(other.get("/briefings/arabic").body())
                    .contains("<article class=\"briefing\" dir=\"rtl\">");
        }
    }
}
