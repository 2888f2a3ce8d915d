package org.briefwire.compose;

import java.net.IDN;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.briefwire.config.NewsList;
import org.briefwire.config.Publication;
import org.briefwire.message.Messages;

/**
 * The headers of a digest, in the order of RFC 5322 section 3.6, with the list's (RFC 2369, 2919).
 */
final class Headers {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE, d MMM uuuu HH:mm:ss xx", Locale.US);

    private final Publication publication;

    Headers(Publication publication) {
        this.publication = publication;
    }

    void write(Digest digest, Messages messages, String subject, MailWriter mail) {
        var list = digest.list();
        mail.header("From", HeaderText.mailbox(list.sender(), "From: ".length()));
        mail.header("Reply-To", HeaderText.mailbox(publication.replyTo(), "Reply-To: ".length()));
        mail.header("To", "", Stencil.blank(Blank.TO, Place.MAILBOX_HEADER), "");
        mail.header("Subject", HeaderText.unstructured(subject, "Subject: ".length()));
        mail.header("Date", date(digest.made(), publication));
        mail.header("Message-ID", "<", Stencil.blank(Blank.MESSAGE_ID, Place.URI_HEADER), ">");
        writeList(list, mail);
        mail.uris(
                "List-Unsubscribe",
                Stencil.blank(Blank.UNSUBSCRIBE_URL, Place.URI_HEADER),
                Stencil.blank(Blank.UNSUBSCRIBE_MAIL, Place.NEXT_URI_HEADER));
        mail.header("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        mail.header(
                "Feedback-ID",
                "%d:%s:briefwire:%s".formatted(digest.number(), label(list), senderId()));
        mail.header("Auto-Submitted", "auto-generated");
        mail.header("Precedence", "list");
        mail.header("X-Auto-Response-Suppress", "All");
        mail.header("Content-Language", messages.language());
    }

    static String date(Instant at, Publication publication) {
        return DATE.format(at.atZone(publication.zone()));
    }

    private void writeList(NewsList list, MailWriter mail) {
        var domain = list.sender().address().asciiDomain();
        var title = HeaderText.phrase(list.title(), "List-Id: ".length());
        var id = "<%s.%s>".formatted(label(list), domain);
        var fits = "List-Id: ".length() + title.length() + 1 + id.length() <= 76;
        mail.header("List-Id", title + (fits ? " " : "\r\n ") + id);
        if (list.visibility() == NewsList.Visibility.PUBLIC) {
            mail.header("List-Archive", "<" + HeaderText.uri(Urls.list(publication, list)) + ">");
        }
        var owner = HeaderText.uri("mailto:" + publication.replyTo().address().wire());
        mail.header("List-Help", "<" + owner + "?subject=help>");
        mail.header("List-Owner", "<" + owner + ">");
        mail.header("List-Post", "NO");
    }

    /** The list's id as a label that may stand in a domain. */
    private static String label(NewsList list) {
        try {
            return IDN.toASCII(list.id().value(), IDN.ALLOW_UNASSIGNED);
        } catch (IllegalArgumentException tooLong) {
            return HeaderText.uri(list.id().value()).toLowerCase(Locale.ROOT).replace("%", "-");
        }
    }

    /** Who sends, in 5 to 15 characters, for the receivers' complaint figures. */
    private String senderId() {
        var host = publication.url().getHost();
        var letters = (host == null ? "" : host).replaceAll("[^A-Za-z0-9]", "") + "briefwire";
        return letters.substring(0, Math.min(15, letters.length())).toLowerCase(Locale.ROOT);
    }
}
