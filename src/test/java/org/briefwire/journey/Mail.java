package org.briefwire.journey;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.briefwire.testing.ReceivedMail;
import org.jsoup.Jsoup;
import org.jspecify.annotations.Nullable;

/**
 * A mail as Jakarta Mail reads it back.
 *
 * @param words the text part, white space collapsed
 * @param shown what the HTML part shows, white space collapsed
 */
record Mail(Map<String, String> headers, String subject, String words, String html, String shown) {
    static Mail read(ReceivedMail received) {
        try {
            var message = new MimeMessage(null, new ByteArrayInputStream(received.bytes()));
            var parts = (MimeMultipart) message.getContent();
            var headers = new LinkedHashMap<String, String>();
            for (var all = message.getAllHeaders(); all.hasMoreElements(); ) {
                var header = all.nextElement();
                headers.merge(header.getName(), header.getValue(), (a, b) -> a + "|" + b);
            }
            var html = (String) parts.getBodyPart(1).getContent();
            return new Mail(
                    headers,
                    message.getSubject(),
                    collapsed((String) parts.getBodyPart(0).getContent()),
                    html,
                    collapsed(Jsoup.parse(html).text()));
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    static String collapsed(String text) {
        return Arrays.stream(text.split("\\s+")).collect(Collectors.joining(" ")).strip();
    }

    static int count(String text, String part) {
        return text.split(java.util.regex.Pattern.quote(part), -1).length - 1;
    }

    String header(String name) {
        @Nullable String value = headers.get(name);
        return value == null ? "" : value.replaceAll("\\r\\n\\s+", " ");
    }

    /** The path of the address that leaves the list. */
    String leavePath() {
        var value = header("List-Unsubscribe");
        return URI.create(value.substring(1, value.length() - 1)).getPath();
    }
}
