package org.briefwire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.briefwire.config.Problem.Severity;
import org.briefwire.dkim.DkimKey;
import org.briefwire.dkim.PemKey;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.CadenceId;
import org.briefwire.model.DataSize;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Secret;
import org.briefwire.model.SourceId;
import org.briefwire.model.TopicId;
import org.briefwire.testing.Golden;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigReaderTest {
    private static final String LEAST =
            """
            publication:
              title: News
              url: https://news.example.org/
              sender: news@example.org
            sources:
              - { id: desk, folder: incoming }
            lists:
              - { id: daily, title: Daily, cadences: [ { id: instant } ] }
            """;

    private static final Path RSA_KEY = Path.of("src/test/resources/dkim/rfc8463-rsa.pem");

    @TempDir Path home;

    @Test
    void onlyPublicationOneSourceAndOneListAreNeeded() throws IOException {
        var sender = Mailbox.parse("news@example.org");

        var read = read(LEAST);

        assertThat(read)
                .isEqualTo(
                        new ReadConfig(
                                new Config(
                                        home,
                                        new Publication(
                                                "News",
                                                URI.create("https://news.example.org"),
                                                sender,
                                                sender,
                                                List.of(),
                                                "",
                                                ZoneId.of("UTC"),
                                                "en",
                                                Optional.empty()),
                                        new Database(
                                                "jdbc:sqlite:" + home.resolve("data/briefwire.db")),
                                        List.of(
                                                new Source.Folder(
                                                        new SourceId("desk"),
                                                        home.resolve("incoming"),
                                                        List.of(),
                                                        List.of("Latest Articles"))),
                                        List.of(
                                                new NewsList(
                                                        new ListId("daily"),
                                                        "Daily",
                                                        "",
                                                        List.of(),
                                                        NewsList.Approval.AUTO,
                                                        List.of(
                                                                new Cadence(
                                                                        new CadenceId("instant"),
                                                                        "",
                                                                        Cadence.Clock.PUBLICATION)),
                                                        NewsList.Visibility.PUBLIC,
                                                        sender,
                                                        "en")),
                                        List.of(),
                                        List.of(
                                                new SmtpServer(
                                                        "main",
                                                        "localhost",
                                                        25,
                                                        SmtpServer.Tls.NONE,
                                                        "",
                                                        new Secret(""),
                                                        8,
                                                        SmtpServer.Terms.NONE,
                                                        sender.address(),
                                                        List.of())),
                                        new Web("127.0.0.1", 8080, List.of()),
                                        home.resolve("templates"),
                                        Duration.ofHours(6),
                                        Duration.ofHours(24),
                                        new DataSize(90_000),
                                        new Bounces(
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                Optional.empty(),
                                                new Bounces.SoftLimit(4, Duration.ofDays(60)),
                                                new Bounces.ComplaintLimit(1_000, 1),
                                                Duration.ofDays(90)),
                                        List.of(),
                                        new FaultLimit(100_000),
                                        Pacing.NONE),
                                List.of()));
    }

    @Test
    void everyKeyIsRead() throws IOException {
        Files.writeString(home.resolve("key"), "from-a-file-0123456789\n");

        var read =
                read(
                        """
                        home: ..
                        publication:
                          title: "News: ${CITY} $${CITY}"
                          url: https://example.org/news
                          sender: "News <news@example.org>"
                          reply-to: editors@example.org
                          editors: [desk@example.org, "Chief@example.org"]
                          address: 1 Example Street
                          zone: Europe/Berlin
                          language: de-at
                          secret: ${file:key}
                        database: { url: "jdbc:postgresql://localhost/news?user=n" }
                        sources:
                          - { id: desk, folder: /srv/in, topics: [diplomacy], furniture: [More, Most Read] }
                          - { id: agency, feed: "http://agency.example.org/rss", every: 90s, topics: [world] }
                        topics:
                          - { id: world, title: The World }
                        lists:
                          - id: daily
                            title: Daily
                            description: All of it.
                            topics: [world, diplomacy]
                            approve: manual
                            cadences:
                              - { id: daily, cron: "0 0 7 ? * *", zone: subscriber }
                              - { id: weekly, cron: "0 0 7 ? * MON", zone: publication }
                            public: false
                            sender: daily@example.org
                            language: fr
                        smtp:
                          - { id: a, host: smtp.example.org, user: u, password: "${PASSWORD}",
                              connections: 16, rate: 200/s, weight: 3,
                              messages-per-connection: 100, warm-up: { from: 2026-12-01, messages: 500 }, return-path: bounces@example.org, only-to: ["*@example.org"] }
                          - { id: b, host: smtp.example.net, tls: implicit }
                          - { id: c, host: 127.0.0.1, port: 2525, tls: none }
                        web: { listen: "[::1]:0", trusted-proxies: [10.0.0.1] }
                        templates: my/templates
                        late-after: 30m
                        give-up-after: 2d
                        max-size: 64KiB
                        fault-limit: 2.5%
                        pacing:
                          rate: 1000/m
                          warm-up: { from: 2026-12-24, messages: 50, growth: 2, until: 9000 }
                          providers:
                            - { id: gmail, rate: 600/m, connections: 4 }
                            - { id: ours, domains: [example.org], mx: ["*.Example.net"], messages-per-connection: 20 }
                        bounces:
                          address: back@example.org
                          mailbox:
                            { protocol: pop3, host: pop.example.org, tls: starttls, user: back,
                              password: "${PASSWORD}", folder: Back, taken: deleted, every: 5m }
                          maildir: /var/mail/back
                          token: ${PASSWORD}
                          soft-limit: 6
                          soft-half-life: 30d
                          complaint-limit: 0.25%
                          complaints-at-least: 2
                          keep: 10d
                        dkim:
                          - { domain: München.example.org, selector: s1, key: "${file:RSA_KEY}" }
                        """
                                .replace("RSA_KEY", RSA_KEY.toAbsolutePath().toString())
                                .replace("home: ..", "home: " + home));

        var daily = Mailbox.parse("daily@example.org");
        assertThat(read)
                .isEqualTo(
                        new ReadConfig(
                                new Config(
                                        home,
                                        new Publication(
                                                "News: Ürümqi ${CITY}",
                                                URI.create("https://example.org/news"),
                                                Mailbox.parse("News <news@example.org>"),
                                                Mailbox.parse("editors@example.org"),
                                                List.of(
                                                        EmailAddress.parse("desk@example.org"),
                                                        EmailAddress.parse("Chief@example.org")),
                                                "1 Example Street",
                                                ZoneId.of("Europe/Berlin"),
                                                "de-AT",
                                                Optional.of(new Secret("from-a-file-0123456789"))),
                                        new Database("jdbc:postgresql://localhost/news?user=n"),
                                        List.of(
                                                new Source.Folder(
                                                        new SourceId("desk"),
                                                        Path.of("/srv/in"),
                                                        List.of(new TopicId("diplomacy")),
                                                        List.of("More", "Most Read")),
                                                new Source.Feed(
                                                        new SourceId("agency"),
                                                        URI.create("http://agency.example.org/rss"),
                                                        Duration.ofSeconds(90),
                                                        List.of(new TopicId("world")))),
                                        List.of(
                                                new NewsList(
                                                        new ListId("daily"),
                                                        "Daily",
                                                        "All of it.",
                                                        List.of(
                                                                new TopicId("world"),
                                                                new TopicId("diplomacy")),
                                                        NewsList.Approval.MANUAL,
                                                        List.of(
                                                                new Cadence(
                                                                        new CadenceId("daily"),
                                                                        "0 0 7 ? * *",
                                                                        Cadence.Clock.SUBSCRIBER),
                                                                new Cadence(
                                                                        new CadenceId("weekly"),
                                                                        "0 0 7 ? * MON",
                                                                        Cadence.Clock.PUBLICATION)),
                                                        NewsList.Visibility.PRIVATE,
                                                        daily,
                                                        "fr")),
                                        List.of(new Topic(new TopicId("world"), "The World")),
                                        List.of(
                                                new SmtpServer(
                                                        "a",
                                                        "smtp.example.org",
                                                        587,
                                                        SmtpServer.Tls.STARTTLS,
                                                        "u",
                                                        new Secret("pässword"),
                                                        16,
                                                        new SmtpServer.Terms(
                                                                Optional.of(
                                                                        new Limit(
                                                                                200,
                                                                                Duration.ofSeconds(
                                                                                        1))),
                                                                OptionalInt.of(3),
                                                                OptionalInt.of(100),
                                                                Optional.of(
                                                                        new WarmUp(
                                                                                LocalDate.of(
                                                                                        2026, 12,
                                                                                        1),
                                                                                500,
                                                                                1.5,
                                                                                100_000))),
                                                        EmailAddress.parse("bounces@example.org"),
                                                        List.of("*@example.org")),
                                                new SmtpServer(
                                                        "b",
                                                        "smtp.example.net",
                                                        465,
                                                        SmtpServer.Tls.IMPLICIT,
                                                        "",
                                                        new Secret(""),
                                                        8,
                                                        SmtpServer.Terms.NONE,
                                                        EmailAddress.parse("news@example.org"),
                                                        List.of()),
                                                new SmtpServer(
                                                        "c",
                                                        "127.0.0.1",
                                                        2525,
                                                        SmtpServer.Tls.NONE,
                                                        "",
                                                        new Secret(""),
                                                        8,
                                                        SmtpServer.Terms.NONE,
                                                        EmailAddress.parse("news@example.org"),
                                                        List.of())),
                                        new Web("::1", 0, List.of("10.0.0.1")),
                                        home.resolve("my/templates"),
                                        Duration.ofMinutes(30),
                                        Duration.ofDays(2),
                                        new DataSize(65_536),
                                        new Bounces(
                                                Optional.of(EmailAddress.parse("back@example.org")),
                                                Optional.of(
                                                        new BounceMailbox(
                                                                BounceMailbox.Protocol.POP3,
                                                                "pop.example.org",
                                                                110,
                                                                SmtpServer.Tls.STARTTLS,
                                                                "back",
                                                                new Secret("pässword"),
                                                                "Back",
                                                                BounceMailbox.Taken.DELETED,
                                                                Duration.ofMinutes(5))),
                                                Optional.of(Path.of("/var/mail/back")),
                                                Optional.of(new Secret("pässword")),
                                                new Bounces.SoftLimit(6, Duration.ofDays(30)),
                                                new Bounces.ComplaintLimit(2_500, 2),
                                                Duration.ofDays(10)),
                                        List.of(
                                                new DkimKey(
                                                        "xn--mnchen-3ya.example.org",
                                                        "s1",
                                                        PemKey.read(Files.readString(RSA_KEY)))),
                                        new FaultLimit(25_000),
                                        new Pacing(
                                                Optional.of(new Limit(1000, Duration.ofMinutes(1))),
                                                Optional.of(
                                                        new WarmUp(
                                                                LocalDate.of(2026, 12, 24),
                                                                50,
                                                                2,
                                                                9000)),
                                                List.of(
                                                        new ProviderPace(
                                                                "gmail",
                                                                List.of(
                                                                        "gmail.com",
                                                                        "googlemail.com"),
                                                                List.of(
                                                                        "*.google.com",
                                                                        "*.googlemail.com"),
                                                                Optional.of(
                                                                        new Limit(
                                                                                600,
                                                                                Duration.ofMinutes(
                                                                                        1))),
                                                                OptionalInt.of(4),
                                                                OptionalInt.empty()),
                                                        new ProviderPace(
                                                                "ours",
                                                                List.of("example.org"),
                                                                List.of("*.example.net"),
                                                                Optional.empty(),
                                                                OptionalInt.empty(),
                                                                OptionalInt.of(20))))),
                                List.of(
                                        new Problem(
                                                Severity.WARNING,
                                                61,
                                                "dkim[0].key",
                                                "is an RSA key of 1024 bits; large receivers want"
                                                        + " 2048 (RFC 8301): 'briefwire dkim new'"
                                                        + " makes one"))));
    }

    @Test
    void everyProblemIsToldAtOnce() throws IOException {
        var file = home.resolve("broken.yaml");
        Files.copy(Path.of("src/test/resources/golden/config/broken.yaml"), file);

        var thrown =
                catchThrowableOfType(
                        ConfigException.class, () -> new ConfigReader(Map.of()).read(file));

        Golden.assertSame(
                "config/broken.txt",
                String.valueOf(thrown.getMessage()).replace(file.toString(), "broken.yaml") + "\n");
    }

    @Test
    void warningsDoNotStopIt() throws IOException {
        var read =
                read(
                        LEAST.replace("https://news.example.org/", "http://news.example.org")
                                + "smtp:\n  - { id: a, host: smtp.example.org, tls: none, user: u, password: p }\n");

        assertThat(read.warnings())
                .containsExactly(
                        new Problem(
                                Severity.WARNING,
                                3,
                                "publication.url",
                                "is not https: links in mails can be read and changed on their way"),
                        new Problem(
                                Severity.WARNING,
                                10,
                                "smtp[0].user",
                                "mail and password to smtp.example.org goes unencrypted; write 'tls:"
                                        + " starttls' or 'tls: implicit'"));
    }

    @Test
    void aBouncesAddressHasRoomForAToken() {
        assertThatThrownBy(() ->
                        read(
                                LEAST
                                        + "bounces: { address: returned-mail-of-the-newsroom@example.org }\n"))
                .hasMessageContaining("leaves no room for a token");
    }

    @Test
    void aSenderAndWhereAnswersGoHaveNothingButAsciiBeforeTheAt() {
        var broken =
                LEAST.replace("news@example.org", "Nachrichten <grüße@example.org>")
                                .replace("sources:", "  reply-to: добро@example.org\nsources:")
                        + "  - { id: weekly, title: Weekly, cadences: [ { id: instant } ],"
                        + " sender: 用户@例え.example }\n";

        assertThatThrownBy(() -> read(broken))
                .hasMessageStartingWith("the config has 3 problems\n")
                .hasMessageContaining(
                        ":4: publication.sender: 'grüße@example.org' has other letters than ASCII"
                                + " before '@', and most servers take no such mail, for any reader;"
                                + " write an address such as briefings@example.org\n")
                .hasMessageContaining(":5: publication.reply-to: 'добро@example.org' has other")
                .hasMessageContaining(":10: lists[1].sender: '用户@例え.example' has other");
    }

    @Test
    void aSendersDomainMayHaveAnyLetters() throws IOException {
        var publication =
                read(LEAST.replace("news@example.org", "Grüße <gruss@bücher.example>"))
                        .config()
                        .publication();

        assertThat(publication.sender()).isEqualTo(Mailbox.parse("Grüße <gruss@bücher.example>"));
        assertThat(publication.replyTo().address().wire()).isEqualTo("gruss@xn--bcher-kva.example");
    }

    @Test
    void aProviderThatNobodyKnowsNeedsItsDomainsOrHosts() throws IOException {
        var pacing = LEAST + "pacing: { providers: [ { id: example, rate: 60/m%s } ] }\n";

        for (var nothing : List.of("", ", domains: []", ", domains: [], mx: []")) {
            assertThatThrownBy(() -> read(pacing.formatted(nothing)))
                    .hasMessageContaining(
                            "pacing.providers[0].id: 'example' is no provider that is known; write"
                                    + " 'domains: [example.com]' or 'mx: [\"*.example.net\"]'"
                                    + " beside it");
        }
        assertThat(read(pacing.formatted(", mx: [mx.example.org]")).config().pacing().providers())
                .containsExactly(
                        new ProviderPace(
                                "example",
                                List.of(),
                                List.of("mx.example.org"),
                                Optional.of(new Limit(60, Duration.ofMinutes(1))),
                                OptionalInt.empty(),
                                OptionalInt.empty()));
    }

    @Test
    void whatIsTakenFromPop3CantBeMarkedSeen() {
        assertThatThrownBy(() ->
                        read(
                                LEAST
                                        + "bounces: { mailbox: { protocol: pop3, host: a, user: u, password: p,"
                                        + " taken: seen } }\n"))
                .hasMessageContaining("can't be 'seen' with pop3");
    }

    @Test
    void theEnvironmentsHomeComesBeforeTheFiles() throws IOException {
        var file = Files.writeString(home.resolve("a.yaml"), "home: /elsewhere\n" + LEAST);

        var read = new ConfigReader(Map.of("BRIEFWIRE_HOME", "/srv/news")).read(file);

        assertThat(read.config().home()).isEqualTo(Path.of("/srv/news"));
    }

    @Test
    void textThatIsNoYamlIsToldWithItsLine() throws IOException {
        var file = Files.writeString(home.resolve("a.yaml"), "\uFEFFpublication:\n  title: \"x\n");

        assertThatThrownBy(() -> new ConfigReader(Map.of()).read(file))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith("the config has a problem\n" + file + ":3: ");
    }

    @Test
    void anEmptyFileMissesWhatIsRequired() throws IOException {
        var file = Files.writeString(home.resolve("a.yaml"), "");

        assertThatThrownBy(() -> new ConfigReader(Map.of()).read(file))
                .hasMessage(
                        "the config has a problem\n"
                                + file
                                + ":1: is without a value; write keys and values, such as 'home: …'");
    }

    @Test
    void aMissingFileIsToldWithWhatToDo() {
        var file = home.resolve("missing.yaml");

        assertThatThrownBy(() -> new ConfigReader(Map.of()).read(file))
                .isInstanceOf(BriefwireException.class)
                .hasMessage(
                        "there is no config %s; --config FILE names another, 'briefwire init DIR'"
                                        .formatted(file)
                                + " makes a new installation");
    }

    private ReadConfig read(String text) throws IOException {
        var folder = Files.createDirectories(home.resolve("config"));
        var file = Files.writeString(folder.resolve("briefwire.yaml"), text);
        return new ConfigReader(Map.of("CITY", "Ürümqi", "PASSWORD", "pässword")).read(file);
    }
}
