package org.briefwire.template;

import java.io.IOException;
import java.io.Writer;

/** How a value is written so that it can't be taken for markup. */
enum Escaping {
    HTML,
    XML,
    NONE;

    /** The escaping that the second-last extension of a template's file asks for. */
    static Escaping of(String name) {
        var extension = name.substring(name.lastIndexOf('.') + 1);
        return switch (extension) {
            case "html" -> HTML;
            case "xml" -> XML;
            case "txt", "json" -> NONE;
            default ->
                    throw new TemplateException(
                            "template %s: '%s' is no kind of template; html, xml, txt and json are"
                                    .formatted(name, extension));
        };
    }

    void write(String value, Writer out) throws IOException {
        if (this == NONE) {
            out.write(value);
            return;
        }
        for (var i = 0; i < value.length(); ) {
            var c = value.codePointAt(i);
            i += Character.charCount(c);
            switch (c) {
                case '&' -> out.write("&amp;");
                case '<' -> out.write("&lt;");
                case '>' -> out.write("&gt;");
                case '"' -> out.write("&quot;");
                case '\'' -> out.write("&#39;");
                case '\r' -> out.write(this == XML ? "&#13;" : "\r");
                default -> {
                    if (isCharacter(c)) {
                        out.write(Character.toChars(c));
                    }
                }
            }
        }
    }

    /** Whether XML 1.0 section 2.2 allows the code point: no controls, no lone surrogates. */
    private static boolean isCharacter(int c) {
        return c == '\t'
                || c == '\n'
                || (c >= 0x20 && c <= 0xD7FF)
                || (c >= 0xE000 && c <= 0xFFFD)
                || c >= 0x10000;
    }
}
