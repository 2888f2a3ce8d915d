package org.briefwire.bounce;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.RecursionMode;

/**
 * Takes a mail apart, whatever state it is in, at a cost that has bounds: what lies beyond 2 MiB,
 * 100 parts, 5 messages deep or 256 KiB of one text is not looked at.
 */
final class MailParts {
    private static final int LONGEST = 2 * 1024 * 1024;
    private static final int LONGEST_TEXT = 256 * 1024;
    private static final int MOST_PARTS = 100;
    private static final int DEEPEST = 5;
    private static final int DEEPEST_PARTS = 20;
    private static final int LONGEST_FIELD = 16 * 1024;
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
    private static final MimeConfig CONFIG =
            MimeConfig.custom()
                    .setStrictParsing(false)
                    .setMaxLineLen(-1)
                    .setMaxHeaderLen(-1)
                    .setMaxHeaderCount(-1)
                    .setMaxContentLen(-1)
                    .build();

    private final List<MailPart> parts = new ArrayList<>();
    private int reached;

    private MailParts() {}

    /** The mail's own headers first, as a part of type 'message', then every text of it. */
    static List<MailPart> of(byte[] mail) {
        var reader = new MailParts();
        try {
            reader.read(new ByteArrayInputStream(mail, 0, Math.min(mail.length, LONGEST)));
        } catch (IOException | MimeException | RuntimeException broken) {
            // what was understood up to here counts; the library throws unchecked ones too
            if (reader.parts.isEmpty()) {
                return List.of(asText(mail));
            }
        }
        if (reader.parts.stream().noneMatch(part -> !part.text().isBlank())) {
            // a multipart without its boundary, say: what stands there is read as it stands
            return List.of(
                    asText(mail), new MailPart("text/plain", new MailHeaders(), body(mail), 0));
        }
        return List.copyOf(reader.parts);
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

    private void read(InputStream mail) throws IOException, MimeException {
        var stream = new MimeTokenStream(CONFIG);
        stream.setRecursionMode(RecursionMode.M_RECURSE);
        stream.parse(mail);
        var messages = 0;
        var nested = 0;
        var headers = new MailHeaders();
        for (var state = stream.getState();
                state != EntityState.T_END_OF_STREAM && parts.size() < MOST_PARTS;
                state = stream.next()) {
            switch (state) {
                case T_START_MESSAGE -> messages++;
                case T_END_MESSAGE -> messages--;
                case T_START_MULTIPART -> nested++;
                case T_END_MULTIPART -> nested--;
                case T_START_HEADER -> headers = new MailHeaders();
                case T_FIELD ->
                        add(headers, stream.getField().getName(), stream.getField().getBody());
                case T_END_HEADER -> header(headers, messages);
                case T_BODY -> body(headers, messages, stream);
                default -> {}
            }
            if (messages >= DEEPEST) {
                stream.setRecursionMode(RecursionMode.M_NO_RECURSE);
            }
            if (nested >= DEEPEST_PARTS) {
                return; // the library recurses into them, and no report lies that deep
            }
        }
    }

    private static void add(MailHeaders headers, String name, String body) {
        var value = body.length() > LONGEST_FIELD ? body.substring(0, LONGEST_FIELD) : body;
        var unfolded = value.replaceAll("\\s*[\\r\\n]+\\s*", " ");
        headers.add(name, DecoderUtil.decodeEncodedWords(unfolded, DecodeMonitor.SILENT));
    }

    private void header(MailHeaders headers, int messages) {
        // the mail's own headers, and those of a message within it, not of each part
        if (messages > reached || parts.isEmpty()) {
            reached = messages;
            parts.add(new MailPart("message", headers, "", Math.max(0, messages - 1)));
        }
    }

    private void body(MailHeaders headers, int messages, MimeTokenStream stream)
            throws IOException {
        var descriptor = stream.getBodyDescriptor();
        var type = type(headers, descriptor.getMimeType());
        if (!type.startsWith("text/") && !TEXTS.contains(type)) {
            parts.add(new MailPart(type, headers, "", Math.max(0, messages - 1)));
            return;
        }
        var bytes = stream.getDecodedInputStream().readNBytes(LONGEST_TEXT);
        var charset = descriptor.getCharset() == null ? "" : descriptor.getCharset();
        var declared = headers.first("content-type").toLowerCase(Locale.ROOT).contains("charset");
        var text = text(bytes, declared ? charset : "");
        if (text.indexOf('\0') >= 0) {
            text = ""; // what calls itself a text, and is none
        }
        parts.add(new MailPart(type, headers, text, Math.max(0, messages - 1)));
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
