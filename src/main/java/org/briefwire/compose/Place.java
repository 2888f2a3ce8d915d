package org.briefwire.compose;

import java.nio.charset.StandardCharsets;

/** Where in a mail a blank stands, and so how its value is written there. */
enum Place {
    MAILBOX_HEADER {
        @Override
        void write(String value, Octets out) {
            out.writeBytes(
                    HeaderText.mailbox(value, "To: ".length()).getBytes(StandardCharsets.UTF_8));
        }
    },
    URI_HEADER {
        @Override
        void write(String value, Octets out) {
            writeUri(value, out);
        }
    },
    /** Behind another, on a line of its own; nothing at all when there is none. */
    NEXT_URI_HEADER {
        @Override
        void write(String value, Octets out) {
            if (value.isEmpty()) {
                return;
            }
            out.writeAscii(",\r\n <");
            writeUri(value, out);
            out.write('>');
        }
    },
    HTML {
        @Override
        void write(String value, Octets out) {
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
        void write(String value, Octets out) {
            new QuotedPrintable(out).write(HeaderText.clean(value));
        }
    };

    private static void writeUri(String value, Octets out) {
        var uri = HeaderText.uri(value);
        // no line of a header may have more than 998 octets (RFC 5322 section 2.1.1)
        out.writeAscii(uri.substring(0, Math.min(900, uri.length())));
    }

    abstract void write(String value, Octets out);
}
