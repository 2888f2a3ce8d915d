package org.briefwire.syndicate;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** Texts as feeds want them, where they are more particular than the templates' escaping. */
final class XmlText {
    private XmlText() {}

    /** Without what XML 1.0 section 2.2 has no place for: controls, lone surrogates, U+FFFE. */
    static String clean(String text) {
        if (text.codePoints().allMatch(XmlText::isCharacter)) {
            return text;
        }
        var clean = new StringBuilder();
        text.codePoints().filter(XmlText::isCharacter).forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || c == '\r'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }

    /** Plain text as HTML; a template that escapes it again makes HTML inside XML of it. */
    static String html(String plain) {
        return clean(plain).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Plain text as RSS readers understand a title best (RSS Advisory Board's profile). */
    static String rssTitle(String plain) {
        return clean(plain).replace("&", "&#x26;").replace("<", "&#x3C;").replace(">", "&#x3E;");
    }

    /** HTML for a CDATA section, which can't hold its own end. */
    static String cdata(String html) {
        return clean(html).replace("]]>", "]]]]><![CDATA[>");
    }

    /** RFC 822 with four digits of year. */
    static String rfc822(Instant instant) {
        return DateTimeFormatter.RFC_1123_DATE_TIME.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** RFC 3339 in UTC, to the second. */
    static String rfc3339(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
