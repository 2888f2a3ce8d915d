package org.briefwire.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.briefwire.audience.Choose;
import org.briefwire.audience.Enrol;
import org.briefwire.audience.Join;
import org.briefwire.audience.JoinMails;
import org.briefwire.audience.Leave;
import org.briefwire.audience.StartCursor;
import org.briefwire.compose.NoticeComposer;
import org.briefwire.config.Config;
import org.briefwire.config.Joining;
import org.briefwire.config.Web;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.media.MediaShelf;
import org.briefwire.message.Languages;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;
import org.briefwire.notice.Editors;
import org.briefwire.notice.Outbox;
import org.briefwire.notice.OwnDataNotices;
import org.briefwire.run.Syndication;
import org.briefwire.store.Archive;
import org.briefwire.store.ArchiveFixture;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.EditionArchive;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Enrolments;
import org.briefwire.store.Frequencies;
import org.briefwire.store.Held;
import org.briefwire.store.JoinBarrier;
import org.briefwire.store.JoinConfirmations;
import org.briefwire.store.JoinGate;
import org.briefwire.store.JoinRequests;
import org.briefwire.store.Notices;
import org.briefwire.store.PersonalData;
import org.briefwire.store.Preferences;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Subscriptions;
import org.briefwire.store.Suppressions;
import org.briefwire.syndicate.FeedShelf;
import org.briefwire.template.Templates;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.ReceivedMail;
import org.briefwire.testing.TestConfigs;

/** A whole site on a database of its own, with the means to fill it and to ask it. */
final class TestSite implements AutoCloseable {
    static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

    /** A mail as a content keeps it. */
    static final String MAIL =
            """
            MIME-Version: 1.0
            Content-Type: multipart/alternative; boundary=cut

            --cut
            Content-Type: text/plain; charset=utf-8

            The mailed text
            --cut
            Content-Type: text/html; charset=utf-8

            <!doctype html><p style="color:red">The mailed page</p>
            --cut--
            """
                    .replace("\n", "\r\n");

    final Database database;
    final ArchiveFixture fixture;
    final Links links;
    private final String url;
    final MovableClock clock = new MovableClock(NOW);
    final int port;
    final MediaShelf media;
    final List<Route> routes;

    private final FeedShelf shelf;
    private final Syndication syndication;
    private final Site site;
    private final HttpClient client = HttpClient.newHttpClient();

    TestSite(String databaseUrl, Path folder) {
        this(databaseUrl, TestConfigs.at(folder));
    }

    /** Behind a proxy on loopback, with limits to joining of its own. */
    TestSite(String databaseUrl, Path folder, Joining joining) {
        this(databaseUrl, joining(TestConfigs.at(folder), joining));
    }

    private static Config joining(Config plain, Joining joining) {
        return new Config(
                plain.home(),
                plain.publication(),
                plain.database(),
                plain.sources(),
                plain.lists(),
                plain.topics(),
                plain.smtp(),
                new Web("127.0.0.1", 0, List.of("127.0.0.1"), joining),
                plain.templates(),
                plain.lateAfter(),
                plain.giveUpAfter(),
                plain.maxSize(),
                plain.bounces(),
                plain.dkim(),
                plain.faultLimit(),
                plain.pacing());
    }

    TestSite(String databaseUrl, Config config) {
        var folder = config.home();
        var templates = Templates.builtIn();
        url = databaseUrl;
        database = Database.open(databaseUrl);
        fixture = new ArchiveFixture(database);
        links = new Links(config.publication(), Keys.of(new Secret("a-secret-of-the-tests-own")));
        shelf = new FeedShelf(folder.resolve("feeds"));
        syndication = new Syndication(config, database, templates, Languages.builtIn(), clock);
        media = new MediaShelf(folder.resolve("media"));
        var outbox =
                new Outbox(
                        new NoticeComposer(config.publication(), templates, Languages.builtIn()),
                        new Notices(database),
                        links,
                        clock);
        var library =
                new Library(
                        config,
                        new Archive(database),
                        new EditionArchive(database),
                        shelf,
                        media,
                        templates,
                        Languages.builtIn());
        var pages =
                new Pages(
                        library,
                        new Services(
                                new Leave(new Subscriptions(database)),
                                new Choose(
                                        config,
                                        new Preferences(database),
                                        (list, cadence, zone, at) -> 0),
                                new PersonalData(database),
                                new OwnDataNotices(config.publication(), links, outbox),
                                new Held(database),
                                new EditionOrders(database),
                                new JoinServices(
                                        join(config, outbox),
                                        new JoinGate(database),
                                        new Frequencies(database))),
                        links,
                        clock);
        routes = pages.routes();
        site = new Site(config.web(), pages.errors(), routes);
        port = site.start();
    }

    private Join join(Config config, Outbox outbox) {
        var languages = Languages.builtIn();
        var notices = new Notices(database);
        var editors = new Editors(config.publication(), outbox, notices, clock);
        StartCursor start = (list, cadence, zone, at) -> 0;
        var subscribers = new Subscribers(database);
        return new Join(
                config,
                new Join.Parts(
                        new JoinGate(database),
                        new JoinRequests(database),
                        new JoinConfirmations(database),
                        subscribers,
                        new JoinBarrier(database),
                        new Enrol(subscribers, new Enrolments(database), start),
                        start,
                        new JoinMails(config, languages, links, outbox, editors)),
                links,
                clock);
    }

    /** Suppresses an address, as bounces and complaints do. */
    void suppress(String address, String reason) {
        try (var connection = DriverManager.getConnection(url);
                var statement =
                        connection.prepareStatement(
                                """
                                INSERT INTO suppression (key_hash, reason, at, evidence)
                                VALUES (?, ?, 1, 'test')
                                """)) {
            statement.setString(1, EmailAddress.parse(address).keyHash());
            statement.setString(2, reason);
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether an address is suppressed. */
    boolean isSuppressed(String address) {
        return new Suppressions(database).isSuppressed(EmailAddress.parse(address));
    }

    /** The notices that wait to be sent, as they would go over the wire. */
    List<ReceivedMail> notices() {
        return new Notices(database)
                .claimDue(new CourierId(1), clock.instant(), 2000).stream()
                        .map(due ->
                                new ReceivedMail(
                                        "",
                                        List.of(due.address().toString()),
                                        due.mime(),
                                        ReceivedMail.Security.PLAIN,
                                        ""))
                        .toList();
    }

    void publish() {
        syndication.publish(shelf);
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws Exception {
        return send(to(path));
    }

    @Override
    public void close() {
        site.close();
        database.close();
    }
}
