package org.briefwire.testing;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * A message that the SMTP server took.
 *
 * @param bytes as they came, lines without CR too, dots unstuffed
 * @param secured whether it came through TLS
 * @param login the user that had logged in; may be empty
 */
public record ReceivedMail(
        String from, List<String> to, byte[] bytes, Security secured, String login) {
    /** How it came. */
    public enum Security {
        PLAIN,
        TLS
    }

    /** The message as text, an octet a character. */
    public String text() {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** The value of a header that stands on one line; empty when there is none. */
    public String header(String name) {
        var start = name.toLowerCase(Locale.ROOT) + ":";
        return text().lines()
                .takeWhile(line -> !line.isEmpty())
                .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
                .map(line -> line.substring(start.length()).strip())
                .findFirst()
                .orElse("");
    }
}
