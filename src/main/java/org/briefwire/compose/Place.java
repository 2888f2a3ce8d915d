package org.briefwire.compose;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Where in a mail a blank stands, and so how its value is written there. */
enum Place {
    MAILBOX_HEADER {
        @Override
        void write(String value, ByteArrayOutputStream out) {
            out.writeBytes(
                    HeaderText.mailbox(value, "To: ".length()).getBytes(StandardCharsets.UTF_8));
        }
    },
    URI_HEADER {
        @Override
        void write(String value, ByteArrayOutputStream out) {
            writeUri(value, out);
        }
    },
    /** Behind another, on a line of its own; nothing at all when there is none. */
    NEXT_URI_HEADER {
        @Override
        void write(String value, ByteArrayOutputStream out) {
            if (value.isEmpty()) {
                return;
            }
            out.writeBytes(",\r\n <".getBytes(StandardCharsets.US_ASCII));
            writeUri(value, out);
            out.write('>');
        }
    },
    HTML {
        @Override
        void write(String value, ByteArrayOutputStream out) {
            var text = HeaderText.clean(value);
            var escaped = new StringBuilder(text.length() + 16);
            for (var i = 0; i < text.length(); i++) {
                switch (text.charAt(i)) {
                    case '&' -> escaped.append("&amp;");
                    case '<' -> escaped.append("&lt;");
                    case '>' -> escaped.append("&gt;");
                    case '"' -> escaped.append("&quot;");
                    case '\'' -> escaped.append("&#39;");
                    default -> escaped.append(text.charAt(i));
                }
            }
            new QuotedPrintable(out).write(escaped.toString());
        }
    },
    TEXT {
        @Override
        void write(String value, ByteArrayOutputStream out) {
            new QuotedPrintable(out).write(HeaderText.clean(value));
        }
    };

    private static void writeUri(String value, ByteArrayOutputStream out) {
        var uri = HeaderText.uri(value);
        // no line of a header may have more than 998 octets (RFC 5322 section 2.1.1)
        out.writeBytes(
                uri.substring(0, Math.min(900, uri.length())).getBytes(StandardCharsets.US_ASCII));
    }

    abstract void write(String value, ByteArrayOutputStream out);
}
