package org.briefwire.compose;

import java.util.List;
import java.util.Random;
import org.briefwire.testing.Seeded;

/** Random texts of everything that has ever broken a mail. */
final class Texts {
    private static final List<String> PIECES =
            List.of(
                    "word",
                    "a",
                    " ",
                    "  ",
                    "\t",
                    "\n",
                    "\r\n",
                    "\r",
                    "\u0000",
                    "\u0001",
                    "\u0002",
                    "\u007F",
                    "\u0085",
                    "\u2028",
                    "\u2029",
                    "=",
                    "==",
                    "=3D",
                    "=?UTF-8?B?",
                    "?=",
                    ".",
                    "\n.\n",
                    "From ",
                    "\nFrom ",
                    "Bcc: eve@example.com",
                    "\r\nBcc: eve@example.com\r\n",
                    "\"",
                    "\\",
                    "<",
                    ">",
                    "<script>",
                    "&",
                    "'",
                    "é",
                    "ß",
                    "שלום",
                    "مرحبا",
                    "日本語",
                    "\uD83D\uDE00",
                    "\uD83D\uDC69\u200D\uD83D\uDE80",
                    "\uD800",
                    "\uDC00",
                    "\uFDD0",
                    "\uFDD0TO\uFDD1",
                    "\uFDD1",
                    "\uFEFF",
                    "{{tag}}",
                    "x".repeat(90),
                    "ü".repeat(90),
                    "@",
                    ",",
                    ";",
                    ":",
                    "(",
                    ")");

    private Texts() {}

    static String any(Random random) {
        var text = new StringBuilder();
        for (var i = random.nextInt(40); i > 0; i--) {
            text.append(Seeded.oneOf(random, PIECES));
        }
        return text.toString();
    }
}
