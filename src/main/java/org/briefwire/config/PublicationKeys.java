package org.briefwire.config;

import java.net.InetAddress;
import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Secret;

/** The keys of {@code publication:}. */
final class PublicationKeys {
    private static final int SHORTEST_SECRET = 16;

    private static final Key<String> TITLE =
            Key.required("title", Kinds.TEXT, "What the publication is called.");
    private static final Key<URI> URL =
            Key.required(
                    "url",
                    Kinds.URL,
                    "Its public address: links, feeds and list headers are made from it. `http` is"
                            + " for loopback; a path is allowed, a query is not.");
    private static final Key<Mailbox> SENDER =
            Key.required(
                    "sender",
                    Kinds.MAILBOX,
                    "Who the mail is from. Nothing but ASCII stands before its `@`: most servers refuse"
                            + " mail that has more there. Its domain may have any letters.");
    private static final Key<Mailbox> REPLY_TO =
            Key.derived(
                    "reply-to",
                    Kinds.MAILBOX,
                    "the sender",
                    "Where answers go; nothing but ASCII stands before its `@`.");
    private static final Key<List<EmailAddress>> EDITORS =
            Key.derived(
                    "editors",
                    Kinds.listOf(Kinds.ADDRESS),
                    "nobody",
                    "Who is told when something waits for a person.");
    private static final Key<String> ADDRESS =
            Key.derived(
                    "address",
                    Kinds.TEXT,
                    "none",
                    "The postal address in every mail's footer; many countries' law asks for it.");
    private static final Key<ZoneId> ZONE =
            Key.defaulted(
                    "zone", Kinds.ZONE, "UTC", "Whose wall clock the cadences and dates mean.");
    private static final Key<String> LANGUAGE =
            Key.defaulted(
                    "language",
                    Kinds.LANGUAGE,
                    "en",
                    "The language of mails, pages and feeds that nobody chose otherwise.");
    private static final Key<Secret> SECRET =
            Key.derived(
                    "secret",
                    Kinds.SECRET,
                    "made and kept in `data/`",
                    "Signs links, in 16 characters or more. Several, parted by spaces: the first"
                            + " signs, the others still prove links in old mails.");

    static final Kind.Keys KIND =
            new Kind.Keys(
                    "a section of keys",
                    List.of(
                            TITLE, URL, SENDER, REPLY_TO, EDITORS, ADDRESS, ZONE, LANGUAGE,
                            SECRET));

    private PublicationKeys() {}

    static Publication read(Section section) {
        var sender = section.get(SENDER);
        var secret = section.find(SECRET);
        secret.ifPresent(value -> checkSecret(section, value));
        return new Publication(
                section.get(TITLE),
                url(section),
                sender,
                section.find(REPLY_TO).orElse(sender),
                section.get(EDITORS),
                section.find(ADDRESS).orElse(""),
                section.get(ZONE),
                section.get(LANGUAGE),
                secret);
    }

    private static void checkSecret(Section section, Secret secret) {
        for (var word : secret.reveal().split("\\s+", -1)) {
            if (word.length() < SHORTEST_SECRET) {
                section.error(
                        SECRET,
                        "is too short to sign links with; make at least %d characters at random"
                                .formatted(SHORTEST_SECRET));
                return;
            }
        }
    }

    private static URI url(Section section) {
        var url = section.get(URL);
        if (url.getRawQuery() != null
                || url.getRawFragment() != null
                || url.getUserInfo() != null) {
            section.error(URL, "'%s' has more than scheme, host and path".formatted(url));
        }
        if (url.getScheme().equalsIgnoreCase("http")) {
            section.warn(
                    URL,
                    isLoopback(url.getHost())
                            ? "is on this machine: nobody else can open the links in a mail"
                            : "is not https: links in mails can be read and changed on their way");
        }
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    static boolean isLoopback(String host) {
        return host.equals("localhost")
                || host.equals("[::1]")
                || host.equals("::1")
                || (host.matches("127(\\.\\d{1,3}){3}")
                        && InetAddress.ofLiteral(host).isLoopbackAddress());
    }
}
