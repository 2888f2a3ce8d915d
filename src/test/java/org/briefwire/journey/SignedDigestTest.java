package org.briefwire.journey;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import org.briefwire.dkim.DkimKey;
import org.briefwire.dkim.DkimRecord;
import org.briefwire.testing.Dkimpy;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A digest as the program makes, signs and sends it, with keys that it made, before a verifier that
 * is none of ours: what forges it fails, what relays do to it passes.
 */
class SignedDigestTest {
    /** What a digest has of the headers that are signed; each is put in front once more. */
    private static final Map<String, String> SEALED =
            Map.ofEntries(
                    Map.entry("From", "Mallory <mallory@example.org>"),
                    Map.entry("Reply-To", "mallory@example.org"),
                    Map.entry("To", "somebody@example.org"),
                    Map.entry("Subject", "Send money"),
                    Map.entry("Date", "Mon, 23 Nov 2026 06:30:00 +0000"),
                    Map.entry("Message-ID", "<another@example.org>"),
                    Map.entry("List-Id", "Another <another.example.org>"),
                    Map.entry("List-Unsubscribe", "<https://mallory.example/leave>"),
                    Map.entry("List-Unsubscribe-Post", "List-Unsubscribe=One-Click"),
                    Map.entry("MIME-Version", "1.0"),
                    Map.entry("Content-Type", "text/plain"));

    /** What is signed and may be added to. */
    private static final List<String> SIGNED =
            List.of(
                    "List-Archive",
                    "List-Help",
                    "List-Owner",
                    "List-Post",
                    "Feedback-ID",
                    "Auto-Submitted",
                    "Precedence",
                    "Content-Language");

    private static final String BOTH = "rsa-sha256 passes, ed25519-sha256 passes";
    private static final String NONE = "rsa-sha256 fails, ed25519-sha256 fails";

    @TempDir Path folder;

    @Test
    void aDigestPassesWithBothKeysAndWhatForgesItWithNone() {
        Dkimpy.assumeInstalled();
        try (var desk = Desk.open(folder, TestDatabases.Kind.SQLITE)) {
            var records = sign(desk);
            desk.readers("ann@example.com", "bob@example.com");
            desk.dropSample();
            assertThat(desk.done("run", "--now")).contains("mail       2 sent\n");

            var mails = new LinkedHashMap<String, String>();
            desk.smtp().mails().forEach(mail -> mails.put("mail" + mails.size(), mail.text()));
            var digest = desk.smtp().mails().getFirst().text();
            mails.put("refolded", refolded(digest));
            mails.put("body-spaced", bodySpaced(digest));
            var genuine = List.copyOf(mails.keySet());
            mails.putAll(forged(digest));

            assertThat(headers(digest)).containsAll(SEALED.keySet()).containsAll(SIGNED);
            assertThat(Dkimpy.verify(records, octets(mails), folder))
                    .containsExactlyElementsOf(
                            mails.keySet().stream()
                                    .map(name ->
                                            name + ": " + (genuine.contains(name) ? BOTH : NONE))
                                    .toList());
        }
    }

    /** As an operator would: with 'dkim new', and its lines in the config. */
    private static Map<String, String> sign(Desk desk) {
        desk.done("dkim", "new", "example.org", "--selector", "s1");
        desk.done("dkim", "new", "example.org", "--selector", "s2", "--ed25519");
        desk.edit(
                "\nsmtp:\n",
                """

                dkim:
                  - { domain: example.org, selector: s1, key: "${file:config/dkim-s1.pem}" }
                  - { domain: example.org, selector: s2, key: "${file:config/dkim-s2.pem}" }
                bounces: { address: returned@example.org }
                smtp:
                """);
        desk.edit("url: http://localhost:8080 ", "url: https://news.example.org ");
        try (var installation = desk.installation()) {
            return installation.config().dkim().stream()
                    .collect(toMap(DkimKey::name, key -> DkimRecord.of(key.key())));
        }
    }

    private static List<String> headers(String mail) {
        return fields(mail).stream().map(field -> field.substring(0, field.indexOf(':'))).toList();
    }

    /** Header fields with their folds, without their last CRLF. */
    private static List<String> fields(String mail) {
        return List.of(head(mail).split("\r\n(?![ \t])", -1));
    }

    private static String head(String mail) {
        return mail.substring(0, mail.indexOf("\r\n\r\n"));
    }

    private static String body(String mail) {
        return mail.substring(mail.indexOf("\r\n\r\n") + 4);
    }

    private static Map<String, String> forged(String digest) {
        var forged = new LinkedHashMap<String, String>();
        SEALED.forEach((name, value) ->
                forged.put("second-" + name, "%s: %s\r\n%s".formatted(name, value, digest)));
        forged.put("first-Cc", "Cc: somebody@example.org\r\n" + digest);
        var signed = new ArrayList<>(SEALED.keySet());
        signed.addAll(SIGNED);
        for (var name : signed) {
            forged.put("changed-" + name, with(digest, name, "\r\n" + name + ": x"));
            forged.put("removed-" + name, with(digest, name, "\r\nX-" + name + ": "));
        }
        var body = body(digest);
        var half = body.length() / 2;
        forged.put(
                "body-letter", head(digest) + "\r\n\r\n" + body.replaceFirst("Ukraine", "Ukrainf"));
        forged.put("body-cut", head(digest) + "\r\n\r\n" + body.substring(0, half));
        forged.put("body-longer", digest + "and one line more\r\n");
        return forged;
    }

    private static String with(String mail, String name, String instead) {
        return ("\r\n" + mail)
                .replaceFirst("\r\n" + name + ": ", Matcher.quoteReplacement(instead))
                .substring(2);
    }

    /**
     * Each field but the signatures begins in a line of its own, folds wider, and trails blanks.
     */
    private static String refolded(String digest) {
        var refolded = new StringBuilder();
        for (var field : fields(digest)) {
            var name = field.substring(0, field.indexOf(':'));
            var value = field.substring(name.length() + 1);
            refolded.append(
                    name.equals("DKIM-Signature")
                            ? field
                            : name.toUpperCase(Locale.ROOT)
                                    + ":\r\n\t"
                                    + value.strip().replaceAll("\r\n[ \t]+", " \r\n\t  ")
                                    + " \t");
            refolded.append("\r\n");
        }
        return refolded + "\r\n" + body(digest);
    }

    /** Blanks behind each line, and empty lines at the end. */
    private static String bodySpaced(String digest) {
        return head(digest) + "\r\n\r\n" + body(digest).replace("\r\n", " \t\r\n") + "\r\n\r\n";
    }

    private static Map<String, byte[]> octets(Map<String, String> mails) {
        var octets = new LinkedHashMap<String, byte[]>();
        mails.forEach((name, mail) -> octets.put(name, mail.getBytes(StandardCharsets.ISO_8859_1)));
        return octets;
    }
}
