package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;
import org.briefwire.notice.OwnDataNotices;
import org.briefwire.store.CourierId;
import org.briefwire.store.Notices;
import org.briefwire.store.Subscribers;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OwnDataPagesTest {
    private static final EmailAddress ADA = EmailAddress.parse("ada@example.org");
    private static final EmailAddress NEW = EmailAddress.parse("ada@elsewhere.example");

    @TempDir Path folder;

    private static String path(String address) {
        return URI.create(address).getRawPath();
    }

    private static HttpResponse<String> post(TestSite site, String path, String form)
            throws Exception {
        return site.send(
                site.to(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(form)));
    }

    private static String fresh(TestSite site, SubscriptionId id) {
        return path(site.links.ownData(id, site.clock.instant().plus(OwnDataNotices.LASTS)));
    }

    private static String confirming(TestSite site, long wish) {
        return path(
                site.links.confirmAddress(wish, site.clock.instant().plus(OwnDataNotices.LASTS)));
    }

    /** The mails that wait, as 'to: text', without the soft line breaks of quoted-printable. */
    private static List<String> mails(TestSite site) {
        return new Notices(site.database)
                .claimDue(new CourierId(1), site.clock.instant(), 100).stream()
                        .map(due ->
                                due.address()
                                        + ": "
                                        + new String(due.mime(), StandardCharsets.UTF_8)
                                                .replace("=\r\n", ""))
                        .toList();
    }

    private TestSite site(TestDatabases.Kind kind) {
        return new TestSite(TestDatabases.fresh(kind, folder), folder);
    }

    @Test
    void theLinkGoesToTheAddressAndNowhereElse() throws Exception {
        try (var site = site(TestDatabases.Kind.SQLITE)) {
            var daily = site.fixture.subscribe("daily", ADA.toString());
            var ask = path(site.links.preferences(daily)) + "/data";
            for (var i = 0; i < 2; i++) {
                var answer = post(site, ask, "");
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.body())
                        .contains("a•••@e•••.org")
                        .doesNotContain("your-data", ADA.toString());
            }
            assertThat(mails(site))
                    .singleElement()
                    .asString()
                    .startsWith("ada@example.org: ")
                    .contains("https://news.example.org" + fresh(site, daily));
            assertThat(post(site, "/preferences/none/data", "").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void aLinkIsGoodForHalfAnHour() throws Exception {
        try (var site = site(TestDatabases.Kind.SQLITE)) {
            var daily = site.fixture.subscribe("daily", ADA.toString());
            var link = fresh(site, daily);
            site.clock.advance(Duration.ofMinutes(29));
            assertThat(site.get(link).statusCode()).isEqualTo(200);
            assertThat(site.get(link).body()).contains(ADA.toString());
            site.clock.advance(Duration.ofMinutes(2));
            for (var path : List.of(link, link + "/download")) {
                var old = site.get(path);
                assertThat(old.statusCode()).isEqualTo(404);
                assertThat(old.body())
                        .contains("This link is too old", site.links.preferences(daily))
                        .doesNotContain(ADA.toString());
            }
            assertThat(post(site, link + "/erase", "").statusCode()).isEqualTo(404);
            assertThat(site.fixture.stateOf(daily)).isEqualTo("active");
            assertThat(site.get(link.substring(0, link.length() - 1)).statusCode()).isEqualTo(404);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everythingThatIsHeldCanBeTakenAlong(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind)) {
            var daily = site.fixture.subscribe("daily", ADA.toString());
            site.fixture.update(
                    """
                    INSERT INTO subscription_event (subscription, at, kind, evidence)
                    VALUES (%s, 1764000000000, 'confirmed', 'form /subscribe')
                    """
                            .formatted(daily));
            deliver(site, daily);
            var json = site.get(fresh(site, daily) + "/download");
            assertThat(json.headers().firstValue("Content-Disposition"))
                    .contains("attachment; filename=\"your-data.json\"");
            assertThat(json.body())
                    .contains(
                            "\"address\" : \"ada@example.org\"",
                            "\"list\" : \"daily\"",
                            "\"evidence\" : \"form /subscribe\"",
                            "\"at\" : \"2025-11-24T16:00:00Z\"",
                            "\"subject\" : \"Storm over the coast\"",
                            "\"reply\" : \"250 ok ada@example.org\"");
        }
    }

    @ParameterizedTest
    @EnumSource
    void erasingLeavesOnlyTheHash(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind)) {
            var daily = site.fixture.subscribe("daily", ADA.toString());
            site.fixture.update("UPDATE subscriber SET key_hash = '%s'".formatted(ADA.keyHash()));
            deliver(site, daily);
            site.fixture.update(
                    """
                    INSERT INTO bounce (id, at, digest, origin, sender, subject, kind, rule, note)
                    VALUES (1, 0, 'd', 'a test', 'postmaster@example.org', '', 'bounce', '', '')
                    """);
            site.fixture.update(
                    """
                    INSERT INTO bounce_recipient
                        (bounce, position, address, status, category, hard, effect)
                    VALUES (1, 0, '%s', '', '', 1, '')
                    """
                            .formatted(ADA));
            post(site, path(site.links.preferences(daily)) + "/data", "");
            post(site, fresh(site, daily) + "/address", "address=" + NEW);
            var link = fresh(site, daily);
            assertThat(site.get(link).statusCode()).isEqualTo(200);
            assertThat(site.fixture.stateOf(daily)).isEqualTo("active");

            for (var i = 0; i < 2; i++) {
                var erased = post(site, link + "/erase", "");
                assertThat(erased.statusCode()).isEqualTo(200);
                assertThat(erased.body()).contains("Everything is erased");
            }

            for (var table :
                    List.of(
                            "subscriber",
                            "subscription",
                            "subscription_event",
                            "delivery",
                            "notice",
                            "bounce",
                            "bounce_recipient",
                            "address_change")) {
                assertThat(site.fixture.texts("SELECT COUNT(*) FROM " + table))
                        .as(table)
                        .containsExactly("0");
            }
            assertThat(site.fixture.texts("SELECT key_hash FROM suppression"))
                    .containsExactly(ADA.keyHash());
            assertThat(site.fixture.texts("SELECT reason FROM suppression"))
                    .containsExactly("erased");
            assertThat(site.get(path(site.links.unsubscribe(daily))).body())
                    .contains("You have left");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNewAddressCountsWhenItIsConfirmedThere(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind)) {
            var daily = site.fixture.subscribe("daily", ADA.toString());
            var asked = post(site, fresh(site, daily) + "/address", "address=" + encoded(NEW));
            assertThat(asked.statusCode()).isEqualTo(200);
            assertThat(mails(site)).singleElement().asString().startsWith(NEW + ": ");
            for (var i = 0; i < 3; i++) {
                assertThat(site.get(confirming(site, 1)).body()).contains(NEW + "?");
            }
            assertThat(find(site, ADA)).isTrue();

            for (var i = 0; i < 2; i++) {
                var done = post(site, confirming(site, 1), "");
                assertThat(done.statusCode()).isEqualTo(200);
                assertThat(done.body()).contains("Your newsletters now come to " + NEW);
            }
            assertThat(find(site, NEW)).isTrue();
            assertThat(find(site, ADA)).isFalse();
            assertThat(site.fixture.texts("SELECT evidence FROM subscription_event"))
                    .containsExactly("address confirmed 1");
            // the links of old mails work as before
            assertThat(post(site, path(site.links.unsubscribe(daily)), "leave=this").body())
                    .contains("You have left");
            assertThat(site.fixture.stateOf(daily)).isEqualTo("unsubscribed");
        }
    }

    @Test
    void whatIsNoAddressOrSomebodyElsesOrTooMuchChangesNothing() throws Exception {
        try (var site = site(TestDatabases.Kind.SQLITE)) {
            var daily = site.fixture.subscribe("daily", ADA.toString());
            site.fixture.subscribe("daily", NEW.toString());
            var change = fresh(site, daily) + "/address";
            var bad = post(site, change, "address=nobody");
            assertThat(bad.statusCode()).isEqualTo(400);
            assertThat(bad.body()).contains("That is no mail address");
            for (var i = 0; i < 3; i++) {
                assertThat(post(site, change, "address=" + encoded(NEW)).statusCode())
                        .isEqualTo(200);
            }
            assertThat(post(site, change, "address=x@example.org").statusCode()).isEqualTo(429);
            assertThat(mails(site)).hasSize(3);
            var taken = post(site, confirming(site, 1), "");
            assertThat(taken.statusCode()).isEqualTo(409);
            assertThat(taken.body()).contains("has newsletters of its own");
            assertThat(find(site, ADA)).isTrue();
        }
    }

    private static String encoded(EmailAddress address) {
        return URLEncoder.encode(address.toString(), StandardCharsets.UTF_8);
    }

    private static boolean find(TestSite site, EmailAddress address) {
        return new Subscribers(site.database).find(address).isPresent();
    }

    private static void deliver(TestSite site, SubscriptionId id) {
        site.fixture.update(
                """
                INSERT INTO edition (list, cadence, slot, number, state, subject, preheader, made)
                VALUES ('daily', 'daily', '2026-11-23T07:00', 7, 'done', '', '', 0)
                """);
        site.fixture.update(
                """
                INSERT INTO content (edition, key, language, depth, subject, size, mime)
                SELECT id, 'k', 'en', 'full', 'Storm over the coast', 1, '' FROM edition
                """);
        site.fixture.update(
                """
                INSERT INTO delivery
                    (edition, subscription, content, due, from_seq, state, reply, done)
                SELECT edition, %s, id, 1764000000000, 0, 'sent', '250 ok ada@example.org',
                       1764000001000
                FROM content
                """
                        .formatted(id));
    }
}
