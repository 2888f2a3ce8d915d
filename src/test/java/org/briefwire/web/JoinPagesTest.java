package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.briefwire.config.Joining;
import org.briefwire.config.Limit;
import org.briefwire.json.Json;
import org.briefwire.link.Purpose;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionState;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Subscriptions;
import org.briefwire.testing.ReceivedMail;
import org.briefwire.testing.TestDatabases;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoinPagesTest {
    private static final String ADA = "Ada+news@example.org";
    private static final String DONE = "Look into your mail";

    @TempDir Path folder;

    private TestSite site(TestDatabases.Kind kind) {
        return new TestSite(TestDatabases.fresh(kind, folder), folder);
    }

    private TestSite site(TestDatabases.Kind kind, Joining joining) {
        return new TestSite(TestDatabases.fresh(kind, folder), folder, joining);
    }

    private static Joining limits(int client, int address, int all, Joining.Proof proof) {
        return new Joining(
                new Limit(client, Duration.ofHours(1)),
                new Limit(address, Duration.ofDays(1)),
                new Limit(all, Duration.ofHours(1)),
                Duration.ofSeconds(2),
                proof,
                1000);
    }

    private static String stamp(TestSite site) {
        var now = site.clock.instant();
        return site.links.token(
                Purpose.FORM, now.minusSeconds(10).toEpochMilli(), now.plusSeconds(600));
    }

    private static HttpResponse<String> post(TestSite site, String path, Map<String, String> form)
            throws Exception {
        return post(site, path, form, "192.0.2.1");
    }

    private static HttpResponse<String> post(
            TestSite site, String path, Map<String, String> form, String client) throws Exception {
        var body =
                form.entrySet().stream()
                        .map(field ->
                                field.getKey()
                                        + "="
                                        + URLEncoder.encode(
                                                field.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        return site.send(
                site.to(path)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("X-Forwarded-For", client)
                        .POST(BodyPublishers.ofString(body)));
    }

    private static HttpResponse<String> ask(TestSite site, String address) throws Exception {
        return post(
                site,
                "/subscribe",
                Map.of(
                        "email", address,
                        "list-daily", "on",
                        "cadence-daily", "weekly",
                        "topic-world", "on",
                        "zone", "Pacific/Chatham",
                        "name", "Buy http://spam.example now",
                        "stamp", stamp(site)));
    }

    private static String html(ReceivedMail mail) throws Exception {
        var message = new MimeMessage(null, new ByteArrayInputStream(mail.bytes()));
        return (String) ((MimeMultipart) message.getContent()).getBodyPart(1).getContent();
    }

    private static String link(ReceivedMail mail) throws Exception {
        var href = Jsoup.parse(html(mail)).select("a[href*=/confirm/]").attr("href");
        return href.substring("https://news.example.org".length());
    }

    private static SubscriptionState state(TestSite site, String address) {
        return new Subscribers(site.database)
                .find(EmailAddress.parse(address))
                .orElseThrow()
                .subscriptions()
                .getFirst()
                .state();
    }

    @ParameterizedTest
    @EnumSource
    void aStrangerJoinsByTheLinkInTheMailAndByNothingElse(TestDatabases.Kind kind)
            throws Exception {
        try (var site = site(kind)) {
            assertThat(ask(site, ADA).body()).contains(DONE);
            var mail = site.notices().getFirst();
            assertThat(mail.to()).containsExactly(ADA);
            assertThat(mail.header("Auto-Submitted")).isEqualTo("auto-generated");
            assertThat(mail.text()).doesNotContain("List-Unsubscribe", "spam.example");
            assertThat(html(mail)).contains("The Daily Brief").doesNotContain("spam.example");

            var confirm = link(mail);
            for (var i = 0; i < 3; i++) {
                assertThat(site.get(confirm).body()).contains("<form method=\"post\">");
                assertThat(site.send(site.to(confirm).HEAD()).statusCode()).isEqualTo(200);
            }
            assertThat(state(site, ADA)).isEqualTo(SubscriptionState.PENDING);

            assertThat(post(site, confirm, Map.of("confirm", "yes")).body())
                    .contains("You are on the list");
            var ada =
                    new Subscribers(site.database)
                            .find(EmailAddress.parse("ada+NEWS@EXAMPLE.org"))
                            .orElseThrow();
            assertThat(ada.person().address().toString()).isEqualTo(ADA);
            assertThat(ada.person().name()).isEmpty();
            assertThat(ada.person().zone()).isEqualTo("Pacific/Chatham");
            var standing = ada.subscriptions().getFirst();
            assertThat(standing.state()).isEqualTo(SubscriptionState.ACTIVE);
            assertThat(standing.cadence().value()).isEqualTo("weekly");
            assertThat(standing.choice().topics().word()).isEqualTo("world");
            var history = new Subscriptions(site.database).history(standing.id());
            assertThat(history.getLast().evidence())
                    .contains("asked 2026-11-23T06:00:00Z by the form 'page', in en:")
                    .contains("I ask for the newsletters ticked above");

            new Subscriptions(site.database)
                    .unsubscribe(standing.id(), "page", site.clock.instant());
            assertThat(post(site, confirm, Map.of("confirm", "yes")).body())
                    .contains("This was confirmed before");
            assertThat(state(site, ADA)).isEqualTo(SubscriptionState.UNSUBSCRIBED);
        }
    }

    @ParameterizedTest
    @EnumSource
    void theAnswerIsTheSameWhoeverAsksAndTheMailSaysWhatIsTheCase(TestDatabases.Kind kind)
            throws Exception {
        try (var site = site(kind, limits(100, 3, 1000, Joining.Proof.NONE))) {
            site.fixture.subscribe("daily", "known@example.org");
            var reasons = List.of("hard bounce", "soft bounce", "erased", "complaint", "manual");
            for (var reason : reasons) {
                site.suppress(reason.replace(' ', '-') + "@example.org", reason);
            }
            var answers = new HashSet<String>();
            answers.add(ask(site, "new@example.org").body());
            answers.add(ask(site, "new@example.org").body());
            answers.add(ask(site, "known@example.org").body());
            for (var reason : reasons) {
                answers.add(ask(site, reason.replace(' ', '-') + "@example.org").body());
            }
            assertThat(answers).hasSize(1).first().asString().contains(DONE);
            var toPrograms = new HashSet<String>();
            for (var address : List.of("fresh", "new", "known", "complaint", "manual", "erased")) {
                toPrograms.add(
                        api(
                                        site,
                                        "{\"email\": \"%s@example.org\", \"lists\": [{\"list\": \"daily\"}]}"
                                                .formatted(address))
                                .body());
            }
            assertThat(toPrograms).hasSize(1);

            var mails =
                    site.notices().stream()
                            .collect(
                                    Collectors.toMap(
                                            mail -> mail.to().getFirst(),
                                            mail -> mail.header("Subject")));
            assertThat(mails)
                    .isEqualTo(
                            Map.of(
                                    "fresh@example.org",
                                    "Please confirm: The Daily Brief",
                                    "new@example.org",
                                    "Please confirm: The Daily Brief",
                                    "known@example.org",
                                    "You already get The Daily Brief",
                                    "hard-bounce@example.org",
                                    "Please confirm: The Daily Brief",
                                    "soft-bounce@example.org",
                                    "Please confirm: The Daily Brief",
                                    "erased@example.org",
                                    "Please confirm: The Daily Brief"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void afterABounceOrErasureOneMailInThirtyDaysGoesOutAndConfirmingLiftsIt(
            TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind)) {
            for (var reason : List.of("hard bounce", "soft bounce", "erased")) {
                var address = reason.replace(' ', '-') + "@example.org";
                site.suppress(address, reason);
                ask(site, address);
                assertThat(site.notices()).hasSize(1);
                site.clock.advance(Duration.ofDays(29));
                ask(site, address);
                assertThat(site.notices()).isEmpty();
                site.clock.advance(Duration.ofDays(2));
                ask(site, address);
                var second = site.notices();
                assertThat(second).hasSize(1);

                post(site, link(second.getFirst()), Map.of("confirm", "yes"));
                assertThat(site.isSuppressed(address)).isFalse();
                assertThat(state(site, address)).isEqualTo(SubscriptionState.ACTIVE);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void aConfirmationIsGoodForSevenDays(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind)) {
            ask(site, ADA);
            var confirm = link(site.notices().getFirst());
            site.clock.advance(Duration.ofDays(7).minusSeconds(1));
            assertThat(site.get(confirm).statusCode()).isEqualTo(200);
            site.clock.advance(Duration.ofSeconds(1));

            assertThat(site.get(confirm).statusCode()).isEqualTo(410);
            assertThat(post(site, confirm, Map.of("confirm", "yes")).statusCode()).isEqualTo(410);
            assertThat(state(site, ADA)).isEqualTo(SubscriptionState.PENDING);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aLinkFromBeforeAComplaintLiftsNothing(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind)) {
            ask(site, ADA);
            var confirm = link(site.notices().getFirst());
            site.suppress(ADA, "complaint");

            assertThat(post(site, confirm, Map.of("confirm", "yes")).statusCode()).isEqualTo(410);
            assertThat(site.isSuppressed(ADA)).isTrue();
            assertThat(state(site, ADA)).isEqualTo(SubscriptionState.PENDING);
        }
    }

    /** As docs/operations.md has it, to be pasted into any page. */
    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void aFormOnAnotherSiteLeadsToOneMoreStep(TestDatabases.Kind kind) throws Exception {
        var page = Jsoup.parse(Files.readString(Path.of("docs/operations.md")));
        var form = page.select("form[action=https://YOUR.SITE/subscribe][method=post]");
        var fields = new HashMap<String, String>();
        form.select("input").forEach(input -> fields.put(input.attr("name"), input.val()));
        fields.put("email", ADA);
        try (var site = site(kind)) {
            var step = Jsoup.parse(post(site, "/subscribe", fields).body());

            assertThat(step.text()).contains("One more step");
            assertThat(step.select("[name=email]").val()).isEqualTo(ADA);
            assertThat(step.select("[name=list-daily]").hasAttr("checked")).isTrue();
            fields.put("stamp", step.select("[name=stamp]").val());
            site.clock.advance(Duration.ofSeconds(3));
            assertThat(post(site, "/subscribe", fields).body()).contains(DONE);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void aThousandSignUpsForOnePersonInAMinuteSendOneMail(TestDatabases.Kind kind)
            throws Exception {
        try (var site = site(kind, limits(20, 3, 2000, Joining.Proof.NONE))) {
            var form = new HashMap<>(Map.of("list-daily", "on", "stamp", stamp(site)));
            for (var i = 0; i < 1000; i++) {
                form.put(
                        "email",
                        i % 2 == 0 ? "a.d.a+%d@example.org".formatted(i) : "ada@example.org");
                var client = "192.0.%d.%d".formatted(i / 250, i % 250);
                assertThat(post(site, "/subscribe", form, client).body()).contains(DONE);
            }
            assertThat(site.notices()).hasSize(1);

            site.clock.advance(Duration.ofMinutes(11));
            ask(site, "ada@example.org");
            site.clock.advance(Duration.ofMinutes(11));
            ask(site, "ada@example.org");
            assertThat(site.notices()).hasSize(2);
            site.clock.advance(Duration.ofMinutes(11));
            ask(site, "ada@example.org");
            assertThat(site.notices()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientAndAllTogetherHaveTheirLimits(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind, limits(2, 3, 4, Joining.Proof.NONE))) {
            var form = new HashMap<>(Map.of("list-daily", "on", "stamp", stamp(site)));
            var statuses = new ArrayList<Integer>();
            for (var client :
                    List.of(
                            "2001:db8::1",
                            "2001:db8::2",
                            "2001:db8::3",
                            "9.9.9.9, 198.51.100.7",
                            "8.8.8.8, 198.51.100.7",
                            "7.7.7.7, 198.51.100.7",
                            "203.0.113.9")) {
                form.put("email", "n%d@example.org".formatted(statuses.size()));
                statuses.add(post(site, "/subscribe", form, client).statusCode());
            }
            assertThat(statuses).containsExactly(200, 200, 429, 200, 200, 429, 429);
            assertThat(site.notices()).hasSize(4);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void robotsLearnNothingAndTheHastyAreAskedOnceMore(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind)) {
            var form = new HashMap<>(Map.of("email", "a@example.org", "list-daily", "on"));
            assertThat(post(site, "/subscribe", form).body())
                    .contains("One more step", "value=\"a@example.org\"");
            form.put("stamp", "x");
            assertThat(post(site, "/subscribe", form).body()).contains("One more step");
            form.put(
                    "stamp",
                    Jsoup.parse(site.get("/subscribe").body()).select("[name=stamp]").val());
            assertThat(post(site, "/subscribe", form).body()).contains("One more step");
            form.put("website", "http://spam.example");
            assertThat(post(site, "/subscribe", form).body()).contains(DONE);
            assertThat(site.notices()).isEmpty();
            form.remove("website");
            site.clock.advance(Duration.ofSeconds(3));
            assertThat(post(site, "/subscribe", form).body()).contains(DONE);
            assertThat(site.notices()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void whatIsNoAddressOrARoleIsSaidAtTheField(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind)) {
            for (var wrong :
                    List.of(
                            "",
                            "ada",
                            "a@b",
                            "a b@example.org",
                            "a@-x.org",
                            "\"a b\"@example.org",
                            "a@[127.0.0.1]",
                            ".a@example.org",
                            "a@" + "b".repeat(60).concat(".").repeat(5) + "org",
                            "a@example..org")) {
                var answer = ask(site, wrong);
                assertThat(answer.statusCode()).as(wrong).isEqualTo(422);
                assertThat(answer.body()).contains("This is not an email address");
            }
            assertThat(ask(site, "Postmaster+x@example.org").body())
                    .contains("This address belongs to a function");
            assertThat(ask(site, "ädä@bücher.example").statusCode()).isEqualTo(200);
            site.clock.advance(Duration.ofMinutes(1));
            assertThat(ask(site, "ÄDÄ@xn--bcher-kva.example").statusCode()).isEqualTo(200);
            assertThat(site.notices()).hasSize(1);
        }
    }

    private static HttpResponse<String> api(TestSite site, String json) throws Exception {
        return site.send(
                site.to("/api/v1/subscriptions")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(json)));
    }

    @ParameterizedTest
    @EnumSource
    void programsJoinByJson(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind)) {
            var good =
                    api(
                            site,
                            """
                            {"email": "ada@example.org", "language": "de",
                             "lists": [{"list": "daily", "topics": ["world"]}]}
                            """);
            assertThat(good.statusCode()).isEqualTo(202);
            assertThat(good.body()).startsWith("{\"status\":\"pending\"");
            assertThat(site.notices().getFirst().header("Content-Language")).isEqualTo("de");

            var bad =
                    api(
                            site,
                            """
                            {"email": "ada", "lists": [{"list": "staff"},
                             {"list": "daily", "cadence": "hourly"}]}
                            """);
            assertThat(bad.statusCode()).isEqualTo(422);
            assertThat(bad.headers().firstValue("Content-Type"))
                    .contains("application/problem+json");
            assertThat(bad.body())
                    .contains("\"/email\"", "\"/lists/0/list\"", "\"/lists/1/cadence\"");
            assertThat(api(site, "{").statusCode()).isEqualTo(400);
            assertThat(api(site, "null").statusCode()).isEqualTo(400);
            assertThat(api(site, "{\"lists\": 3}").statusCode()).isEqualTo(400);
            assertThat(post(site, "/api/v1/subscriptions", Map.of()).statusCode()).isEqualTo(415);
        }
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void noMoreThan64KibibytesOfJsonAreRead(TestDatabases.Kind kind) throws Exception {
        var json =
                "{\"email\": \"ada@example.org\", \"lists\": [{\"list\": \"daily\"}], \"x\": \"%s\"}";
        var around = json.length() - "%s".length();
        try (var site = site(kind)) {
            var most = json.formatted("x".repeat(64 * 1024 - around));
            var more = json.formatted("x".repeat(64 * 1024 - around + 1));

            assertThat(api(site, more).statusCode()).isEqualTo(413);
            assertThat(site.notices()).isEmpty();
            assertThat(api(site, most).statusCode()).isEqualTo(202);
            assertThat(site.notices()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProofOfWorkIsGoodOnceAndForItsTime(TestDatabases.Kind kind) throws Exception {
        try (var site = site(kind, limits(100, 3, 1000, Joining.Proof.WORK))) {
            var form =
                    new HashMap<>(
                            Map.of(
                                    "email", "a@example.org",
                                    "list-daily", "on",
                                    "stamp", stamp(site)));
            assertThat(post(site, "/subscribe", form).body()).contains("no robot");
            var proof = solved(site);
            form.put("altcha", proof);
            assertThat(post(site, "/subscribe", form).body()).contains(DONE);
            form.put("email", "b@example.org");
            assertThat(post(site, "/subscribe", form).body()).contains("no robot");
            form.put("altcha", solved(site));
            site.clock.advance(Duration.ofMinutes(21));
            form.put("stamp", stamp(site));
            assertThat(post(site, "/subscribe", form).body()).contains("no robot");
            assertThat(site.notices()).hasSize(1);
        }
    }

    private static String solved(TestSite site) throws Exception {
        var task = Json.read(site.get("/subscribe/challenge").body(), Altcha.Challenge.class);
        for (var number = 0L; number <= task.maxnumber(); number++) {
            var sha = MessageDigest.getInstance("SHA-256");
            var hash =
                    HexFormat.of()
                            .formatHex(
                                    sha.digest(
                                            (task.salt() + number)
                                                    .getBytes(StandardCharsets.UTF_8)));
            if (hash.equals(task.challenge())) {
                var solution =
                        new Altcha.Solution(
                                task.algorithm(), hash, number, task.salt(), task.signature());
                return Base64.getEncoder()
                        .encodeToString(Json.write(solution).getBytes(StandardCharsets.UTF_8));
            }
        }
        throw new AssertionError("no number solves " + task);
    }
}
