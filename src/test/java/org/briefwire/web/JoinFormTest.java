package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.briefwire.link.Purpose;
import org.briefwire.store.ArchiveFixture;
import org.briefwire.testing.TestDatabases;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the form for joining says, and in which language. */
class JoinFormTest {
    @TempDir Path folder;

    private TestSite site(TestDatabases.Kind kind) {
        return new TestSite(TestDatabases.fresh(kind, folder), folder);
    }

    private static List<String> cadences(TestSite site) throws Exception {
        return Jsoup.parse(site.get("/subscribe").body())
                .select("[name=cadence-daily] option")
                .eachText();
    }

    private static void seen(TestSite site, String cadence, Duration before) {
        site.fixture.update(
                """
                INSERT INTO cadence_state (list, cadence, seen, head)
                VALUES ('daily', '%s', %d, 0)
                """
                        .formatted(cadence, TestSite.NOW.minus(before).toEpochMilli()));
    }

    private static void edition(TestSite site, long number, String cadence, Duration before) {
        var briefing =
                site.fixture.release(
                        "b" + number, ArchiveFixture.briefing("B" + number), TestSite.NOW);
        var made = TestSite.NOW.minus(before);
        site.fixture.edition(
                new ArchiveFixture.Edition(
                        "daily",
                        cadence,
                        number,
                        made,
                        "%016d".formatted(number),
                        TestSite.MAIL,
                        List.of(briefing)));
        site.fixture.update(
                "UPDATE edition SET made = %d WHERE number = %d"
                        .formatted(made.toEpochMilli(), number));
    }

    @ParameterizedTest
    @EnumSource
    void itSaysHowManyMailsAWeekThatWillBeAsInTheLastFourWeeks(TestDatabases.Kind kind)
            throws Exception {
        try (var site = site(kind)) {
            seen(site, "daily", Duration.ofDays(100));
            seen(site, "weekly", Duration.ofDays(14));
            seen(site, "instant", Duration.ofDays(3));
            for (var number = 1; number <= 20; number++) {
                edition(site, number, "daily", Duration.ofDays(number));
            }
            edition(site, 21, "weekly", Duration.ofDays(2));
            edition(site, 22, "weekly", Duration.ofDays(9));
            // older than four weeks, and of a cadence that is younger than a week
            edition(site, 23, "daily", Duration.ofDays(29));
            edition(site, 24, "instant", Duration.ofDays(1));

            assertThat(cadences(site))
                    .containsExactly(
                            "every day at 7:00 AM – about 5 mails a week",
                            "every Monday at 7:00 AM – about one mail a week",
                            "as it happens");
        }
    }

    private record Spoken(String accepted, String language, String direction, String subject) {}

    @Test
    void pageAndMailSpeakTheLanguageOfTheBrowser() throws Exception {
        var all =
                List.of(
                        new Spoken("de-AT,de;q=0.9", "de", "ltr", "Bitte bestätigen"),
                        new Spoken("fr-CA", "fr", "ltr", "À confirmer"),
                        new Spoken("es-419, en;q=0.5", "es", "ltr", "Confirme"),
                        new Spoken("ar-EG", "ar", "rtl", "يرجى التأكيد"),
                        new Spoken("ru", "ru", "ltr", "Подтвердите"),
                        new Spoken("zh-CN", "zh", "ltr", "请确认"),
                        new Spoken("hi-IN", "hi", "ltr", "कृपया पुष्टि करें"),
                        new Spoken("xx", "en", "ltr", "Please confirm"));
        try (var site = site(TestDatabases.Kind.SQLITE)) {
            var now = site.clock.instant();
            var stamp =
                    site.links.token(
                            Purpose.FORM,
                            now.minusSeconds(10).toEpochMilli(),
                            now.plusSeconds(600));
            for (var spoken : all) {
                var page = site.to("/subscribe").header("Accept-Language", spoken.accepted());
                var html = Jsoup.parse(site.send(page).body()).getElementsByTag("html").first();
                assertThat(html).isNotNull();
                assertThat(html.attr("lang")).startsWith(spoken.language());
                assertThat(html.attr("dir")).isEqualTo(spoken.direction());

                site.send(
                        site.to("/subscribe")
                                .header("Accept-Language", spoken.accepted())
                                .header("Content-Type", "application/x-www-form-urlencoded")
                                .POST(
                                        BodyPublishers.ofString(
                                                "email=%s@example.org&list-daily=on&stamp=%s"
                                                        .formatted(spoken.language(), stamp))));
                var mail = site.notices().getFirst();
                assertThat(
                                new MimeMessage(null, new ByteArrayInputStream(mail.bytes()))
                                        .getSubject())
                        .startsWith(spoken.subject());
            }
        }
    }
}
