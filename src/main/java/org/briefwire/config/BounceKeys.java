package org.briefwire.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.briefwire.config.BounceMailbox.Protocol;
import org.briefwire.config.BounceMailbox.Taken;
import org.briefwire.config.SmtpServer.Tls;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;

/** The keys under {@code bounces:}. */
final class BounceKeys {
    // 64 octets (RFC 5321 section 4.5.3.1.1) without the '+' and the token
    private static final int LONGEST_LOCAL = 27;

    private static final Key<EmailAddress> ADDRESS =
            Key.derived(
                    "address",
                    new Kind.One<>("email address", "bounces@example.org", BounceKeys::address),
                    "none: mails come back to each server's `return-path`",
                    "The mailbox behind which each mail's return path is signed"
                            + " (`bounces+TOKEN@example.org`), so that no bounce misses its delivery and"
                            + " none can be forged; what comes for any token must arrive in it."
                            + " `List-Unsubscribe` then has a mailto form too.");
    private static final Key<Protocol> PROTOCOL =
            Key.defaulted("protocol", Kinds.oneOf(Protocol.class), "imap", "How it is read.");
    private static final Key<String> HOST =
            Key.required("host", Kinds.HOST, "The server's name or address.");
    private static final Key<Integer> PORT =
            Key.derived(
                    "port",
                    Kinds.number(1, 65_535),
                    "993 or 143 (`imap`), 995 or 110 (`pop3`)",
                    "Its port.");
    private static final Key<Tls> TLS =
            Key.defaulted(
                    "tls",
                    Kinds.oneOf(Tls.class),
                    "implicit",
                    "How the connection is secured; the server's certificate and name are checked.");
    private static final Key<String> USER = Key.required("user", Kinds.TEXT, "The login's name.");
    private static final Key<Secret> PASSWORD =
            Key.required("password", Kinds.SECRET, "The login's password.");
    private static final Key<String> FOLDER =
            Key.defaulted("folder", Kinds.TEXT, "INBOX", "The folder, of `imap`.");
    private static final Key<Taken> TAKEN =
            Key.derived(
                    "taken",
                    Kinds.oneOf(Taken.class),
                    "`seen` (`imap`), `deleted` (`pop3`)",
                    "What becomes of a mail there once it is kept here.");
    private static final Key<Duration> EVERY =
            Key.defaulted("every", Kinds.DURATION_KIND, "1m", "How often it is looked into.");
    private static final Key<Section> MAILBOX =
            Key.derived(
                    "mailbox",
                    new Kind.Keys(
                            "a section of keys",
                            List.of(
                                    PROTOCOL, HOST, PORT, TLS, USER, PASSWORD, FOLDER, TAKEN,
                                    EVERY)),
                    "none",
                    "The mailbox that `serve` reads.");
    private static final Key<Path> MAILDIR =
            Key.derived(
                    "maildir",
                    Kinds.PATH,
                    "none",
                    "A Maildir that `serve` reads: what is taken moves from `new` to `cur`.");
    private static final Key<Secret> TOKEN =
            Key.derived(
                    "token",
                    Kinds.SECRET,
                    "none: nobody may",
                    "Who knows it may post mails (`message/rfc822`) to `/api/v1/bounces`, as"
                            + " `Authorization: Bearer TOKEN`.");
    private static final Key<Integer> SOFT_LIMIT =
            Key.defaulted(
                    "soft-limit",
                    Kinds.number(1, 1000),
                    "4",
                    "The score at which an address is suppressed: each day on which mail to it"
                            + " fails softly adds 1, a mail that goes through takes all of it away.");
    private static final Key<Duration> SOFT_HALF_LIFE =
            Key.defaulted(
                    "soft-half-life",
                    Kinds.DURATION_KIND,
                    "60d",
                    "After this long half of a score is left.");
    private static final Key<Integer> COMPLAINT_LIMIT =
            Key.defaulted(
                    "complaint-limit",
                    Kinds.PERCENT,
                    "0.1%",
                    "More complaints than this of an edition's mails pause its list;"
                            + " `lists resume` goes on.");
    private static final Key<Integer> COMPLAINTS_AT_LEAST =
            Key.defaulted(
                    "complaints-at-least",
                    Kinds.number(1, 1_000_000),
                    "1",
                    "But not fewer than this: a small list may want 2.");
    private static final Key<Duration> KEEP =
            Key.defaulted(
                    "keep",
                    Kinds.DURATION_KIND,
                    "90d",
                    "How long the mails themselves are kept; what they meant stays.");

    static final Kind.Keys KIND =
            new Kind.Keys(
                    "a section of keys",
                    List.of(
                            ADDRESS,
                            MAILBOX,
                            MAILDIR,
                            TOKEN,
                            SOFT_LIMIT,
                            SOFT_HALF_LIFE,
                            COMPLAINT_LIMIT,
                            COMPLAINTS_AT_LEAST,
                            KEEP));

    private BounceKeys() {}

    static Bounces read(Section section) {
        return new Bounces(
                section.find(ADDRESS),
                section.has(MAILBOX)
                        ? Optional.of(mailbox(section.child(MAILBOX)))
                        : Optional.empty(),
                section.find(MAILDIR).map(section.reading()::resolve),
                section.find(TOKEN),
                new Bounces.SoftLimit(section.get(SOFT_LIMIT), section.get(SOFT_HALF_LIFE)),
                new Bounces.ComplaintLimit(
                        section.get(COMPLAINT_LIMIT), section.get(COMPLAINTS_AT_LEAST)),
                section.get(KEEP));
    }

    private static BounceMailbox mailbox(Section section) {
        var protocol = section.get(PROTOCOL);
        var tls = section.get(TLS);
        var host = section.get(HOST);
        var taken = section.find(TAKEN);
        if (protocol == Protocol.POP3 && taken.filter(Taken.SEEN::equals).isPresent()) {
            section.error(TAKEN, "can't be 'seen' with pop3, which has no such mark");
        }
        if (tls == Tls.NONE && !PublicationKeys.isLoopback(host)) {
            section.warn(
                    TLS,
                    "mail and password of %s go unencrypted; write 'tls: implicit' or 'tls: starttls'"
                            .formatted(host));
        }
        return new BounceMailbox(
                protocol,
                host,
                section.find(PORT).orElse(port(protocol, tls)),
                tls,
                section.get(USER),
                section.get(PASSWORD),
                section.get(FOLDER),
                taken.orElse(protocol == Protocol.IMAP ? Taken.SEEN : Taken.DELETED),
                section.get(EVERY));
    }

    private static int port(Protocol protocol, Tls tls) {
        return switch (protocol) {
            case IMAP -> tls == Tls.IMPLICIT ? 993 : 143;
            case POP3 -> tls == Tls.IMPLICIT ? 995 : 110;
        };
    }

    private static EmailAddress address(String text) {
        var address = EmailAddress.parse(text);
        if (address.needsSmtpUtf8() || address.local().length() > LONGEST_LOCAL) {
            throw new IllegalArgumentException(
                    ("'%s' leaves no room for a token: what stands before '@' has at most %d letters,"
                                    + " such as bounces@example.org")
                            .formatted(text, LONGEST_LOCAL));
        }
        return address;
    }
}
