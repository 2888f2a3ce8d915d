package org.briefwire.dkim;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Signs messages with every key whose domain aligns with the sender, relaxed/relaxed, over the
 * whole body. Safe for many threads.
 *
 * <p>A header that a reader sees or a receiver acts on is named in h= once more than it stands in
 * the message, so that nobody can put a second one in front (RFC 6376 section 8.15); that covers
 * List-Unsubscribe and List-Unsubscribe-Post, which RFC 8058 wants signed.
 */
public final class DkimSigner {
    private static final byte[] NOTHING = {};
    private static final String FIELD = "dkim-signature";
    private static final int LINE = 76;

    /** Named once more than they are there. */
    private static final List<String> SEALED =
            List.of(
                    "from",
                    "to",
                    "cc",
                    "subject",
                    "date",
                    "message-id",
                    "reply-to",
                    "mime-version",
                    "content-type",
                    "content-transfer-encoding",
                    "list-id",
                    "list-unsubscribe",
                    "list-unsubscribe-post");

    /** Named as often as they are there. */
    private static final List<String> SIGNED =
            List.of(
                    "list-archive",
                    "list-help",
                    "list-owner",
                    "list-post",
                    "feedback-id",
                    "auto-submitted",
                    "precedence",
                    "content-language");

    private final List<DkimKey> keys;
    private final InstantSource clock;

    public DkimSigner(List<DkimKey> keys, InstantSource clock) {
        this.keys = List.copyOf(keys);
        this.clock = clock;
    }

    /**
     * The DKIM-Signature fields to go in front of a message, each ending in CRLF; empty when no key
     * aligns with its From.
     *
     * @param bytes the whole message as it goes over the wire, before dots are stuffed: any change
     *     to it afterwards breaks the signatures
     * @param length how many of the bytes are the message
     */
    public byte[] header(byte[] bytes, int length) {
        if (keys.isEmpty()) {
            return NOTHING;
        }
        var message = new Message(bytes, length);
        var sender = sender(message);
        var aligned = keys.stream().filter(key -> key.alignsWith(sender)).toList();
        if (aligned.isEmpty()) {
            return NOTHING;
        }
        var names = names(message);
        var signed = new ByteArrayOutputStream(2048);
        message.writeFields(names, signed);
        var bodyHash = Base64.getEncoder().encodeToString(message.bodyHash());
        var header = new ByteArrayOutputStream(1024 * aligned.size());
        for (var key : aligned) {
            header.writeBytes(field(key, names, bodyHash, signed.toByteArray()));
        }
        return header.toByteArray();
    }

    /** The domain of the From field; a message of several or no authors has none. */
    private static String sender(Message message) {
        var from = message.values("from");
        if (from.size() != 1) {
            return "";
        }
        var text = from.getFirst();
        var open = text.lastIndexOf('<');
        var close = text.indexOf('>', open + 1);
        var address = open >= 0 && close > open ? text.substring(open + 1, close) : text;
        return address.substring(address.lastIndexOf('@') + 1).strip().toLowerCase(Locale.ROOT);
    }

    private static List<String> names(Message message) {
        var names = new ArrayList<String>();
        for (var name : SEALED) {
            for (var i = message.count(name); i >= 0; i--) {
                names.add(name);
            }
        }
        for (var name : SIGNED) {
            for (var i = message.count(name); i > 0; i--) {
                names.add(name);
            }
        }
        return names;
    }

    private byte[] field(DkimKey key, List<String> names, String bodyHash, byte[] signed) {
        var field =
                "DKIM-Signature: v=1; a=%s; c=relaxed/relaxed;\r\n d=%s;\r\n s=%s; t=%d;\r\n h=%s;\r\n bh=%s;\r\n b="
                        .formatted(
                                key.key().algorithm(),
                                key.domain(),
                                key.selector(),
                                clock.instant().getEpochSecond(),
                                folded(names),
                                bodyHash);
        var signature = key.key().sign(toBeSigned(signed, field));
        return (field + folded(Base64.getEncoder().encodeToString(signature)) + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * What a signature is made over: the chosen fields, and its own field with an empty b= and
     * without a CRLF (RFC 6376 section 3.7).
     */
    static byte[] toBeSigned(byte[] fields, String unsigned) {
        var all = new ByteArrayOutputStream(fields.length + unsigned.length());
        all.writeBytes(fields);
        var octets = unsigned.getBytes(StandardCharsets.US_ASCII);
        Message.writeField(FIELD, octets, unsigned.indexOf(':') + 1, octets.length, all);
        return all.toByteArray();
    }

    private static String folded(List<String> names) {
        var text = new StringBuilder();
        var column = " h=".length();
        for (var name : names) {
            if (!text.isEmpty()) {
                text.append(':');
                column++;
            }
            if (column + name.length() + 1 > LINE) {
                text.append("\r\n  ");
                column = 2;
            }
            text.append(name);
            column += name.length();
        }
        return text.toString();
    }

    private static String folded(String base64) {
        var text = new StringBuilder(base64.length() + 32);
        var at = 0;
        for (var room = LINE - " b=".length(); at < base64.length(); room = LINE - 2) {
            if (at > 0) {
                text.append("\r\n  ");
            }
            var end = Math.min(at + room, base64.length());
            text.append(base64, at, end);
            at = end;
        }
        return text.toString();
    }
}
