package org.briefwire.bounce;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Real mails changed at random: pieces repeated, mails put into each other, parts called by other
 * names, up to the size that is read. Reading none throws or costs more than a mail may cost.
 */
@Order(1)
class MutatedMailTest {
    private static final int LARGEST = 2 * 1024 * 1024;
    private static final int LONGEST_PIECE = 400;
    private static final int MOST_CHANGES = 4;

    /** What costs more than its octets, in some part of a mail. */
    private static final List<String> BAITS =
            List.of(
                    "\n",
                    "x\n",
                    " ",
                    " \t\n",
                    "a:\n",
                    "Received: x\n",
                    "To: a@b.org, c@d.org\n",
                    "Subject: =?utf-8?q?x?= =?utf-8?q?y?=\n",
                    "X-Failed-Recipients: a@b.org\n",
                    "a@b.org ",
                    "a@b.org\n",
                    "contact a@b.org ",
                    "550 5.1.1 x\n",
                    "mailbox is ",
                    "あ\n",
                    "--- original message ---\n",
                    "Final-Recipient: rfc822;q@b.org\nDiagnostic-Code: smtp; 550 no\n\n",
                    "\"emailAddress\":\"a@b.org\",{",
                    "\"diagnosticCode\":\"",
                    "<p>",
                    "<br>",
                    "<b>",
                    "&amp;",
                    "--b\n\n",
                    "=\n",
                    "=20",
                    "Content-Type: multipart/mixed; boundary=b\n\n--b\n",
                    "Content-Type: message/rfc822\n\n",
                    "Content-Type: message/delivery-status\n\n",
                    "Content-Type: application/json\n\n{\"eventType\":\"Bounce\",");

    private static final List<List<String>> RENAMINGS =
            List.of(
                    List.of("text/plain", "text/html"),
                    List.of("text/plain", "message/delivery-status"),
                    List.of("text/plain", "application/json"),
                    List.of("text/html", "text/plain"),
                    List.of("message/rfc822", "text/plain"),
                    List.of("message/rfc822", "text/rfc822-headers"),
                    List.of("message/delivery-status", "text/plain"),
                    List.of("7bit", "base64"),
                    List.of("7bit", "quoted-printable"),
                    List.of("utf-8", "utf-16"),
                    List.of("us-ascii", "iso-2022-jp"),
                    List.of("\n", "\n\n"),
                    List.of(": ", ":\n "));

    @Test
    void noneCostsMuch() throws IOException {
        change(150);
    }

    @Tag("long")
    @Test
    void noneOfThousandsCostsMuch() throws IOException {
        change(5_000);
    }

    private static void change(int times) throws IOException {
        var mails = Corpus.samples().stream().map(Corpus.Sample::mail).toList();
        Seeded.check(times, (random, seed) -> Cost.within(changed(mails, random)));
    }

    private static byte[] changed(List<byte[]> mails, Random random) {
        var mail = Seeded.oneOf(random, mails);
        for (var left = random.nextInt(1, MOST_CHANGES + 1); left > 0; left--) {
            var made = changed(mail, mails, random);
            mail = made.length > LARGEST ? Arrays.copyOf(made, LARGEST) : made;
        }
        return mail;
    }

    private static byte[] changed(byte[] mail, List<byte[]> mails, Random random) {
        var at = lineStart(mail, random.nextInt(mail.length + 1));
        return switch (random.nextInt(6)) {
            case 0 -> with(mail, at, repeated(Seeded.oneOf(random, BAITS), random));
            case 1 -> {
                var both = Seeded.oneOf(random, BAITS) + Seeded.oneOf(random, BAITS);
                yield with(mail, at, repeated(both, random));
            }
            case 2 -> with(mail, at, repeated(piece(mail, at, random), random));
            case 3 -> with(mail, at, numbered(piece(mail, at, random), random));
            case 4 -> with(mail, at, Seeded.oneOf(random, mails));
            default -> renamed(mail, Seeded.oneOf(random, RENAMINGS));
        };
    }

    private static int lineStart(byte[] mail, int at) {
        var start = at;
        while (start > 0 && mail[start - 1] != '\n') {
            start--;
        }
        return start;
    }

    private static String piece(byte[] mail, int at, Random random) {
        var end = Math.min(mail.length, at + random.nextInt(1, LONGEST_PIECE));
        return new String(mail, at, end - at, StandardCharsets.ISO_8859_1);
    }

    private static byte[] repeated(String piece, Random random) {
        var octets = piece.getBytes(StandardCharsets.UTF_8);
        var times = octets.length == 0 ? 0 : size(random) / octets.length;
        var all = new ByteArrayOutputStream();
        for (var number = 0; number < times; number++) {
            all.writeBytes(octets);
        }
        return all.toByteArray();
    }

    // each time with other addresses
    private static byte[] numbered(String piece, Random random) {
        var all = new StringBuilder();
        var most = size(random);
        for (var number = 0; all.length() < most && !piece.isEmpty(); number++) {
            all.append(piece.replace("@", number + "@"));
        }
        return all.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int size(Random random) {
        return Seeded.oneOf(random, List.of(4_000, 100_000, 300_000, LARGEST));
    }

    private static byte[] with(byte[] mail, int at, byte[] more) {
        var all = new ArrayList<byte[]>();
        all.add(Arrays.copyOf(mail, at));
        all.add(more);
        all.add(Arrays.copyOfRange(mail, at, mail.length));
        var made = new ByteArrayOutputStream();
        all.forEach(made::writeBytes);
        return made.toByteArray();
    }

    private static byte[] renamed(byte[] mail, List<String> names) {
        return new String(mail, StandardCharsets.ISO_8859_1)
                .replace(names.getFirst(), names.getLast())
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
