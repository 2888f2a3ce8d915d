package org.briefwire.config;

import java.util.List;
import org.briefwire.config.SmtpServer.Tls;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;

/** The keys of each of {@code smtp:}. */
final class SmtpKeys {
    private static final int DEFAULT_CONNECTIONS = 8;

    static final Key<String> ID = Key.required("id", Kinds.ID, "Its name in listings and logs.");
    private static final Key<String> HOST =
            Key.required("host", Kinds.HOST, "Its name or address.");
    private static final Key<Integer> PORT =
            Key.derived(
                    "port",
                    Kinds.number(1, 65_535),
                    "587 (`starttls`), 465 (`implicit`), 25 (`none`)",
                    "Its port.");
    private static final Key<Tls> TLS =
            Key.defaulted(
                    "tls",
                    Kinds.oneOf(Tls.class),
                    "starttls",
                    "How the connection is secured; the server's certificate and name are checked.");
    private static final Key<String> USER =
            Key.derived("user", Kinds.TEXT, "no login", "The login's name.");
    private static final Key<Secret> PASSWORD =
            Key.derived("password", Kinds.SECRET, "–", "The login's password.");
    private static final Key<Integer> CONNECTIONS =
            Key.defaulted(
                    "connections",
                    Kinds.number(1, 1000),
                    Integer.toString(DEFAULT_CONNECTIONS),
                    "How many connections are kept at once.");
    private static final Key<Limit> RATE =
            Key.derived(
                    "rate",
                    Kinds.RATE_KIND,
                    "as fast as it takes them",
                    "The most messages, over all its connections and all nodes.");
    private static final Key<Integer> WEIGHT =
            Key.derived(
                    "weight",
                    Kinds.number(1, 1000),
                    "what it can; `1` when another server has one",
                    "Its share of the mail beside the other servers'.");
    private static final Key<Integer> PER_CONNECTION =
            Key.derived(
                    "messages-per-connection",
                    Kinds.number(1, 1_000_000),
                    "no limit",
                    "After so many a connection ends, and another begins.");
    private static final Key<Section> WARM_UP =
            Key.derived(
                    "warm-up",
                    PacingKeys.WARM_UP,
                    "none",
                    "How many messages a day a new server may send; notices are counted and never"
                            + " held.");
    private static final Key<EmailAddress> RETURN_PATH =
            Key.derived("return-path", Kinds.ADDRESS, "the sender's", "Where bounces go.");
    private static final Key<List<String>> ONLY_TO =
            Key.derived(
                    "only-to",
                    Kinds.listOf(new Kind.One<>("pattern", "*@example.org", SmtpKeys::pattern)),
                    "everybody",
                    "Guards a staging installation: mail to any other address is cancelled.");

    static final Kind.Keys EACH =
            new Kind.Keys(
                    "a section of keys",
                    List.of(
                            ID,
                            HOST,
                            PORT,
                            TLS,
                            USER,
                            PASSWORD,
                            CONNECTIONS,
                            RATE,
                            WEIGHT,
                            PER_CONNECTION,
                            WARM_UP,
                            RETURN_PATH,
                            ONLY_TO));

    private SmtpKeys() {}

    /** What sends when the config names no server: the machine's own. */
    static SmtpServer local(Publication publication) {
        return new SmtpServer(
                "main",
                "localhost",
                port(Tls.NONE),
                Tls.NONE,
                "",
                new Secret(""),
                DEFAULT_CONNECTIONS,
                SmtpServer.Terms.NONE,
                publication.sender().address(),
                List.of());
    }

    static SmtpServer read(Section section, Publication publication) {
        var tls = section.get(TLS);
        var host = section.get(HOST);
        checkLogin(section, tls, host);
        return new SmtpServer(
                section.get(ID),
                host,
                section.find(PORT).orElse(port(tls)),
                tls,
                section.find(USER).orElse(""),
                section.find(PASSWORD).orElse(new Secret("")),
                section.get(CONNECTIONS),
                new SmtpServer.Terms(
                        section.find(RATE),
                        PacingKeys.number(section, WEIGHT),
                        PacingKeys.number(section, PER_CONNECTION),
                        PacingKeys.warmUp(section, WARM_UP)),
                section.find(RETURN_PATH).orElse(publication.sender().address()),
                section.get(ONLY_TO));
    }

    private static void checkLogin(Section section, Tls tls, String host) {
        if (section.has(USER) && !section.has(PASSWORD)) {
            section.error(USER, "has no password; write 'password: ${SMTP_PASSWORD}' beside it");
        }
        if (section.has(PASSWORD) && !section.has(USER)) {
            section.error(PASSWORD, "has no user; write 'user: …' beside it");
        }
        if (tls == Tls.NONE && !PublicationKeys.isLoopback(host)) {
            section.warn(
                    section.has(USER) ? USER : HOST,
                    "mail%s to %s goes unencrypted; write 'tls: starttls' or 'tls: implicit'"
                            .formatted(section.has(USER) ? " and password" : "", host));
        }
    }

    private static int port(Tls tls) {
        return switch (tls) {
            case NONE -> 25;
            case STARTTLS -> 587;
            case IMPLICIT -> 465;
        };
    }

    private static String pattern(String text) {
        if (!text.contains("@") && !text.equals("*")) {
            throw new IllegalArgumentException(
                    "'%s' is not a pattern of addresses, such as *@example.org".formatted(text));
        }
        return text.strip();
    }
}
