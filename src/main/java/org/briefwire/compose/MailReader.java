package org.briefwire.compose;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.briefwire.model.BriefwireException;
import org.jsoup.Jsoup;

/** Reads a stencil's parts back, leaving out what is personal. */
final class MailReader {
    /** A value that no text has: private use characters in an order that makes no sense. */
    private static final String PERSONAL = "\uE000\uF8FF\uE000\uF8FE";

    private MailReader() {}

    /** Elements that make sense in a mail only carry the attribute data-mail-only. */
    static String html(Stencil stencil) {
        var page = Jsoup.parse(part(stencil, Map.of(), 1));
        page.outputSettings().prettyPrint(false);
        page.select("[data-mail-only]").remove();
        return page.outerHtml();
    }

    /** Paragraphs with something personal are left out. */
    static String text(Stencil stencil) {
        var values = new EnumMap<Blank, String>(Blank.class);
        for (var blank : Blank.values()) {
            values.put(blank, PERSONAL);
        }
        return Arrays.stream(part(stencil, values, 0).replace("\r\n", "\n").split("\n\n", -1))
                .filter(paragraph -> !paragraph.contains(PERSONAL))
                .collect(Collectors.joining("\n\n"));
    }

    /** A body part, decoded. */
    static String part(Stencil stencil, Map<Blank, String> values, int number) {
        try {
            var mail = new MimeMessage(null, new ByteArrayInputStream(stencil.fill(values)));
            var parts = (MimeMultipart) mail.getContent();
            return (String) parts.getBodyPart(number).getContent();
        } catch (MessagingException | IOException | ClassCastException e) {
            throw new BriefwireException("a stencil is no multipart/alternative mail", e);
        }
    }
}
