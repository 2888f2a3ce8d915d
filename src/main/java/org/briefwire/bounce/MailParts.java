package org.briefwire.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Takes a mail apart, whatever state it is in, at a cost that has bounds: what lies beyond 2 MiB,
 * 100 parts, 5 messages deep, 256 KiB of one text, 1 MiB of all or 256 KiB of header fields is not
 * looked at.
 */
final class MailParts {
    private static final int LONGEST = 2 * 1024 * 1024;
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int LONGEST_TEXTS = 1024 * 1024;
    private static final int MOST_PARTS = 100;
    private static final int DEEPEST = 5;
    private static final int DEEPEST_PARTS = 20;

    /** So many octets stand for one at most: '=3D'. */
    private static final int LONGEST_CODE = 3;

    private static final Pattern PARAMETERS = Pattern.compile("(?s)[;\\s].*");
    private static final Set<String> TEXTS =
            Set.of(
                    "message/delivery-status",
                    "message/global-delivery-status",
                    "message/feedback-report",
                    "message/rfc822-headers",
                    "message/global-headers",
                    "message/global",
                    "message/partial",
                    "application/json");

    /** What calls itself nothing in particular; a text when nothing else is one. */
    private static final String UNNAMED = "application/octet-stream";

    private static final Set<String> ANY_TEXTS =
            Stream.concat(TEXTS.stream(), Stream.of(UNNAMED))
                    .collect(Collectors.toUnmodifiableSet());
    private static final Pattern BOUNDARY =
            Pattern.compile("(?m)^--([^\\s\"][^\\r\\n\"]{0,69}?)[ \\t]*\\r?$");
    private static final MimeConfig CONFIG =
            MimeConfig.custom()
                    .setStrictParsing(false)
                    .setMaxLineLen(-1)
                    .setMaxHeaderLen(-1)
                    .setMaxHeaderCount(-1)
                    .setMaxContentLen(-1)
                    .build();

    private final List<MailPart> parts = new ArrayList<>();
    private final HeaderFields fields = new HeaderFields();
    private final Set<String> texts;
    private int reached;
    private int textLeft = LONGEST_TEXTS;

    private MailParts(Set<String> texts) {
        this.texts = texts;
    }

    /** The mail's own headers first, as a part of type 'message', then every text of it. */
    static List<MailPart> of(byte[] mail) {
        var parts = parts(mail, TEXTS);
        if (parts.stream().noneMatch(MailParts::isOwnText)
                && parts.stream().anyMatch(part -> part.type().equals(UNNAMED))) {
            var any = parts(mail, ANY_TEXTS);
            parts = any.stream().anyMatch(MailParts::isOwnText) ? any : parts;
        }
        if (!parts.isEmpty() && parts.stream().allMatch(part -> part.text().isBlank())) {
            // neither parts nor a text: what stands there is read as it stands
            return List.of(
                    asText(mail), new MailPart("text/plain", new MailHeaders(), body(mail), 0));
        }
        return parts.isEmpty() ? List.of(asText(mail)) : parts;
    }

    private static List<MailPart> parts(byte[] mail, Set<String> texts) {
        var reader = new MailParts(texts);
        try {
            reader.read(new ByteArrayInputStream(mail, 0, Math.min(mail.length, LONGEST)), 0, 0);
        } catch (IOException | MimeException | RuntimeException broken) {
            // what was understood up to here counts; the library throws unchecked ones too
        }
        return List.copyOf(reader.parts);
    }

    private static boolean isOwnText(MailPart part) {
        return part.depth() == 0 && !part.type().endsWith("headers") && !part.text().isBlank();
    }

    private static MailPart asText(byte[] mail) {
        var text = text(Arrays.copyOf(mail, Math.min(mail.length, LONGEST_TEXT)), "");
        return new MailPart("message", MailHeaders.in(text), text, 0);
    }

    private static String body(byte[] mail) {
        var text = text(Arrays.copyOf(mail, Math.min(mail.length, LONGEST_TEXT)), "");
        var blank = text.indexOf("\n\n");
        return blank < 0 ? text : text.substring(blank + 2);
    }

    private void read(InputStream mail, int outerMessages, int outerParts)
            throws IOException, MimeException {
        var stream = new MimeTokenStream(CONFIG, DecodeMonitor.SILENT, fields.lines(), null);
        stream.setRecursionMode(RecursionMode.M_RECURSE);
        stream.parse(mail);
        var messages = outerMessages;
        var nested = outerParts;
        var headers = new MailHeaders();
        for (var state = stream.getState();
                state != EntityState.T_END_OF_STREAM
                        && parts.size() < MOST_PARTS
                        && !fields.areSpent();
                state = stream.next()) {
            switch (state) {
                case T_START_MESSAGE -> messages++;
                case T_END_MESSAGE -> messages--;
                case T_START_MULTIPART -> nested++;
                case T_END_MULTIPART -> nested--;
                case T_START_HEADER -> headers = new MailHeaders();
                case T_FIELD -> fields.add(headers, stream.getField());
                case T_END_HEADER -> {
                    header(headers, messages);
                    var goesOn = messages < DEEPEST && !TransferCoding.isCoded(coding(headers));
                    stream.setRecursionMode(
                            goesOn ? RecursionMode.M_RECURSE : RecursionMode.M_NO_RECURSE);
                }
                case T_BODY -> {
                    if (isTorn(headers)) {
                        repair(stream.getInputStream(), messages, nested);
                    } else if (isCodedMessage(headers) && messages < DEEPEST) {
                        var inner = decoded(stream, headers, LONGEST_TEXT);
                        read(new ByteArrayInputStream(inner), messages, nested);
                    } else {
                        body(headers, messages, stream);
                    }
                }
                default -> {}
            }
            if (nested >= DEEPEST_PARTS) {
                return; // the library recurses into them, and no report lies that deep
            }
        }
    }

    private void header(MailHeaders headers, int messages) {
        // the mail's own headers, and those of a message within it, not of each part
        if (messages > reached || parts.isEmpty()) {
            reached = messages;
            parts.add(new MailPart("message", headers, "", Math.max(0, messages - 1)));
        }
    }

    private static boolean isCodedMessage(MailHeaders headers) {
        return TransferCoding.isCoded(coding(headers))
                && type(headers, "").equals("message/rfc822");
    }

    // a multipart whose header has lost its boundary comes as one body
    private static boolean isTorn(MailHeaders headers) {
        return headers.first("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/");
    }

    private void repair(InputStream body, int messages, int nested)
            throws IOException, MimeException {
        var bytes = body.readNBytes(Math.min(LONGEST_TEXT, textLeft));
        textLeft -= bytes.length;
        var boundary = BOUNDARY.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        if (boundary.find()) {
            var header =
                    "Content-Type: multipart/mixed; boundary=\"%s\"\n\n"
                            .formatted(boundary.group(1));
            read(
                    new SequenceInputStream(
                            new ByteArrayInputStream(header.getBytes(StandardCharsets.ISO_8859_1)),
                            new ByteArrayInputStream(bytes)),
                    messages - 1,
                    nested);
        }
    }

    private void body(MailHeaders headers, int messages, MimeTokenStream stream)
            throws IOException {
        var descriptor = stream.getBodyDescriptor();
        var type = type(headers, descriptor.getMimeType());
        if (!type.startsWith("text/") && !texts.contains(type)) {
            parts.add(new MailPart(type, headers, "", Math.max(0, messages - 1)));
            return;
        }
        var most = Math.min(LONGEST_TEXT, textLeft);
        var bytes = decoded(stream, headers, most);
        textLeft -= bytes.length;
        var charset = descriptor.getCharset() == null ? "" : descriptor.getCharset();
        var declared = headers.first("content-type").toLowerCase(Locale.ROOT).contains("charset");
        var text = text(bytes, declared ? charset : "");
        if (text.indexOf('\0') >= 0) {
            text = ""; // what calls itself a text, and is none
        }
        var known = type.equals(UNNAMED) ? "text/plain" : type;
        parts.add(new MailPart(known, headers, text, Math.max(0, messages - 1)));
    }

    private static String coding(MailHeaders headers) {
        return headers.first("content-transfer-encoding");
    }

    private static byte[] decoded(MimeTokenStream stream, MailHeaders headers, int most)
            throws IOException {
        var raw = stream.getInputStream().readNBytes(LONGEST_CODE * most);
        var octets = TransferCoding.decoded(raw, coding(headers));
        return octets.length > most ? Arrays.copyOf(octets, most) : octets;
    }

    // the library lower-cases in the machine's locale, which has another i in Turkey
    private static String type(MailHeaders headers, String understood) {
        var given = PARAMETERS.matcher(headers.first("content-type")).replaceFirst("");
        var type = given.isEmpty() ? understood : given;
        return type.toLowerCase(Locale.ROOT);
    }

    private static String text(byte[] bytes, String charset) {
        return decoded(bytes, charset).replace("\r\n", "\n").replace('\r', '\n');
    }

    // what the mail says, else UTF-8 where it is that, else Windows-1252, which takes any octet
    private static String decoded(byte[] bytes, String charset) {
        if (!charset.isEmpty()) {
            try {
                return new String(bytes, Charset.forName(charset));
            } catch (IllegalArgumentException unknown) {
                return decoded(bytes, "");
            }
        }
        if (isIso2022(bytes)) {
            return new String(bytes, Charset.forName("ISO-2022-JP"));
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException notUtf8) {
            return new String(bytes, Charset.forName("windows-1252"));
        }
    }

    private static boolean isIso2022(byte[] bytes) {
        for (var at = 0; at + 2 < bytes.length; at++) {
            if (bytes[at] == 0x1B && bytes[at + 1] == '$') {
                return true;
            }
        }
        return false;
    }
}
