package org.briefwire.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.briefwire.config.Publication;
import org.briefwire.message.Languages;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Mailbox;
import org.briefwire.template.Templates;

/** Makes mails of notices. Safe for use by many threads. */
public final class NoticeComposer {
    private static final String HTML = "email/notice.html";
    private static final String TEXT = "email/notice.txt";

    private final Publication publication;
    private final Templates templates;
    private final Languages languages;

    /** A composer with these templates, which are looked over when there is a notice. */
    public NoticeComposer(Publication publication, Templates templates, Languages languages) {
        this.publication = publication;
        this.templates = templates;
        this.languages = languages;
    }

    /** What is wrong with the notices' templates: one line for each unknown tag. */
    public static List<String> faults(Templates templates) {
        var faults = new ArrayList<String>();
        templates()
                .forEach((name, record) -> faults.addAll(templates.unknownVariables(name, record)));
        return List.copyOf(faults);
    }

    /** The templates of notices, and what each is fed with. */
    public static Map<String, Class<? extends Record>> templates() {
        return Map.of(HTML, NoticeView.class, TEXT, NoticeView.class);
    }

    /**
     * The whole message, ready for the wire but for dots and a signature.
     *
     * @throws BriefwireException when a template is missing, malformed, or has an unknown tag
     */
    public byte[] compose(Notice notice) {
        var faults = faults(templates);
        if (!faults.isEmpty()) {
            throw new BriefwireException(String.join("\n", faults));
        }
        var messages = languages.in(notice.language());
        var view = NoticeView.of(notice.text(), publication, messages);
        var mail = new MailWriter();
        mail.header("From", HeaderText.mailbox(publication.sender(), "From: ".length()));
        mail.header("Reply-To", HeaderText.mailbox(publication.replyTo(), "Reply-To: ".length()));
        mail.header("To", HeaderText.mailbox(new Mailbox("", notice.to()), "To: ".length()));
        mail.header("Subject", HeaderText.unstructured(view.subject(), "Subject: ".length()));
        mail.header("Date", Headers.date(notice.date(), publication));
        mail.header("Message-ID", "<" + HeaderText.uri(notice.messageId()) + ">");
        // nobody's list: nothing to unsubscribe from, and no automatic reply wanted (RFC 3834)
        mail.header("Auto-Submitted", "auto-generated");
        mail.header("X-Auto-Response-Suppress", "All");
        mail.header("Content-Language", messages.language());
        return mail.alternatives(
                Wrapping.wrap(templates.render(TEXT, view)),
                Inliner.inline(templates.render(HTML, view)).html());
    }
}
