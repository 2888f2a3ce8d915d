package org.briefwire.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.config.Kinds.Listen;
import org.briefwire.model.DataSize;
import org.briefwire.model.Secret;

/** The keys at the top of the config file. */
final class ConfigKeys {
    private static final String SQLITE = "jdbc:sqlite:";

    static final Key<Path> HOME =
            Key.derived(
                    "home",
                    Kinds.PATH,
                    "the parent of the config file's folder",
                    "The installation's folder, which relative paths belong to; `--home` and"
                            + " `BRIEFWIRE_HOME` come before it.");
    static final Key<Section> PUBLICATION =
            Key.required("publication", PublicationKeys.KIND, "The whole site.");
    private static final Key<String> DATABASE_URL =
            Key.defaulted(
                    "url",
                    new Kind.One<>(
                            "JDBC address", "jdbc:sqlite:data/briefwire.db", ConfigKeys::jdbc),
                    "jdbc:sqlite:data/briefwire.db",
                    "SQLite's file, or PostgreSQL: `jdbc:postgresql://HOST/NAME?user=…&password=…`."
                            + " A connection on which PostgreSQL is silent for 15 min (20 s while"
                            + " mail is sent) is given up; `socketTimeout`, `connectTimeout` and"
                            + " `tcpKeepAlive` in the address go before.");
    static final Key<Section> DATABASE =
            Key.derived(
                    "database",
                    new Kind.Keys("a section of keys", List.of(DATABASE_URL)),
                    "SQLite in `data/`",
                    "Where the state is kept.");
    static final Key<List<Section>> SOURCES =
            Key.required(
                    "sources",
                    new Kind.ManyKeys("a list of sources", SourceKeys.EACH),
                    "Where briefings are collected from.");
    static final Key<List<Section>> TOPICS =
            Key.derived(
                    "topics",
                    new Kind.ManyKeys("a list of topics", TopicKeys.EACH),
                    "titled by their ids",
                    "Titles of topics, in the order of the pages.");
    static final Key<List<Section>> LISTS =
            Key.required(
                    "lists",
                    new Kind.ManyKeys("a list of lists", ListKeys.EACH),
                    "The newsletters.");
    static final Key<List<Section>> SMTP =
            Key.derived(
                    "smtp",
                    new Kind.ManyKeys("a list of servers", SmtpKeys.EACH),
                    "localhost:25, unencrypted",
                    "Who takes the mail; several share it.");
    static final Key<Section> PACING =
            Key.derived(
                    "pacing",
                    PacingKeys.KIND,
                    "as fast as the servers take it",
                    "How fast mail goes out, over all servers and nodes.");
    static final Key<List<Section>> DKIM =
            Key.derived(
                    "dkim",
                    new Kind.ManyKeys("a list of keys", DkimKeys.EACH),
                    "mail goes unsigned",
                    "Who signs the mail (DKIM); several sign together, RSA and Ed25519 both.");
    private static final Key<Listen> LISTEN =
            Key.defaulted(
                    "listen",
                    Kinds.LISTEN_KIND,
                    "127.0.0.1:8080",
                    "Where pages are served; port 0: any free one, printed at start.");
    private static final Key<List<String>> TRUSTED_PROXIES =
            Key.derived(
                    "trusted-proxies",
                    Kinds.listOf(Kinds.HOST),
                    "none",
                    "The addresses whose `X-Forwarded-For` counts.");
    private static final Key<Secret> METRICS_TOKEN =
            Key.derived(
                    "metrics-token",
                    Kinds.SECRET,
                    "only this machine",
                    "Who sends it (`Authorization: Bearer`) may collect `/metrics` from another"
                            + " machine.");
    private static final Key<Section> JOINING =
            Key.derived(
                    "joining",
                    JoiningKeys.KIND,
                    "as below",
                    "What keeps robots and floods out of the form that strangers join by.");
    static final Key<Section> WEB =
            Key.derived(
                    "web",
                    new Kind.Keys(
                            "a section of keys",
                            List.of(LISTEN, TRUSTED_PROXIES, METRICS_TOKEN, JOINING)),
                    "127.0.0.1:8080",
                    "The web server.");
    static final Key<Section> BOUNCES =
            Key.derived(
                    "bounces",
                    BounceKeys.KIND,
                    "`bounces read` by hand",
                    "Mails that come back, and what follows from them.");
    static final Key<Path> TEMPLATES =
            Key.defaulted(
                    "templates",
                    Kinds.PATH,
                    "templates",
                    "Your own templates; the folder may be missing or hold only some.");
    static final Key<Duration> LATE_AFTER =
            Key.defaulted(
                    "late-after",
                    Kinds.DURATION_KIND,
                    "6h",
                    "How late an edition may go out; half its period if that is shorter.");
    static final Key<Duration> GIVE_UP_AFTER =
            Key.defaulted(
                    "give-up-after", Kinds.DURATION_KIND, "24h", "How long a delivery is tried.");
    static final Key<Integer> FAULT_LIMIT =
            Key.defaulted(
                    "fault-limit",
                    Kinds.PERCENT,
                    "10%",
                    "When so many of an edition's last answers from servers lay the blame on us"
                            + " (reputation, authentication, content; 20 at least), it stops and"
                            + " the editors are told; `editions resume` goes on.");
    static final Key<DataSize> MAX_SIZE =
            Key.defaulted(
                    "max-size",
                    Kinds.SIZE,
                    "90KB",
                    "The most HTML that a mail may have; Gmail clips at 102 KB.");

    static final Kind.Keys KIND =
            new Kind.Keys(
                    "a section of keys",
                    List.of(
                            HOME,
                            PUBLICATION,
                            DATABASE,
                            SOURCES,
                            TOPICS,
                            LISTS,
                            SMTP,
                            PACING,
                            DKIM,
                            WEB,
                            BOUNCES,
                            TEMPLATES,
                            LATE_AFTER,
                            GIVE_UP_AFTER,
                            FAULT_LIMIT,
                            MAX_SIZE));

    private ConfigKeys() {}

    static Config read(Section top) {
        var publication = PublicationKeys.read(top.child(PUBLICATION));
        var lists = lists(top, publication);
        top.find(HOME); // its problems: the value is in use already
        return new Config(
                top.reading().home(),
                publication,
                database(top.child(DATABASE)),
                sources(top),
                lists,
                topics(top),
                smtp(top, publication),
                web(top.child(WEB)),
                top.reading().resolve(top.get(TEMPLATES)),
                top.get(LATE_AFTER),
                top.get(GIVE_UP_AFTER),
                top.get(MAX_SIZE),
                BounceKeys.read(top.child(BOUNCES)),
                DkimKeys.read(top.get(DKIM), senders(publication, lists)),
                new FaultLimit(top.get(FAULT_LIMIT)),
                PacingKeys.read(top.child(PACING)));
    }

    private static Set<String> senders(Publication publication, List<NewsList> lists) {
        return Stream.concat(Stream.of(publication.sender()), lists.stream().map(NewsList::sender))
                .map(sender -> sender.address().asciiDomain())
                .collect(Collectors.toUnmodifiableSet());
    }

    private static List<Source> sources(Section top) {
        var sections = top.get(SOURCES);
        if (sections.isEmpty()) {
            top.errorUnlessReported(SOURCES, "is empty; at least one folder or feed is needed");
        }
        Unique.ids(sections, SourceKeys.ID);
        return sections.stream().map(SourceKeys::read).toList();
    }

    private static List<NewsList> lists(Section top, Publication publication) {
        var sections = top.get(LISTS);
        if (sections.isEmpty()) {
            top.errorUnlessReported(LISTS, "is empty; at least one list is needed");
        }
        Unique.ids(sections, ListKeys.ID);
        return sections.stream().map(section -> ListKeys.read(section, publication)).toList();
    }

    private static List<Topic> topics(Section top) {
        var sections = top.get(TOPICS);
        Unique.ids(sections, TopicKeys.ID);
        return sections.stream().map(TopicKeys::read).toList();
    }

    private static List<SmtpServer> smtp(Section top, Publication publication) {
        var sections = top.get(SMTP);
        Unique.ids(sections, SmtpKeys.ID);
        if (!top.has(SMTP)) {
            return List.of(SmtpKeys.local(publication));
        }
        if (sections.isEmpty()) {
            top.errorUnlessReported(SMTP, "is empty; name a server, or remove the key");
        }
        return sections.stream().map(section -> SmtpKeys.read(section, publication)).toList();
    }

    private static Web web(Section section) {
        var listen = section.get(LISTEN);
        return new Web(
                listen.host(),
                listen.port(),
                section.get(TRUSTED_PROXIES),
                JoiningKeys.read(section.child(JOINING)),
                section.find(METRICS_TOKEN));
    }

    private static Database database(Section section) {
        var url = section.get(DATABASE_URL);
        if (!url.startsWith(SQLITE)) {
            return new Database(url);
        }
        var question = url.indexOf('?');
        var end = question < 0 ? url.length() : question;
        var file = section.reading().resolve(Path.of(url.substring(SQLITE.length(), end)));
        return new Database(SQLITE + file + url.substring(end));
    }

    private static String jdbc(String text) {
        var url = text.strip();
        if (url.toLowerCase(Locale.ROOT).startsWith("jdbc:postgresql:")) {
            return url;
        }
        if (url.matches("jdbc:sqlite:(?!file:|:memory:)[^?\\x00-\\x1f]+(\\?.*)?")) {
            return url;
        }
        throw new IllegalArgumentException(
                "begins neither with jdbc:postgresql: nor with jdbc:sqlite: and the path of a file;"
                        + " one looks like jdbc:sqlite:data/briefwire.db");
    }
}
