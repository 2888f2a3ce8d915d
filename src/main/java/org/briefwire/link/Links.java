package org.briefwire.link;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.briefwire.config.Publication;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;

/**
 * Signed links, made and checked in one place. A token is opaque, carries no address, and can't be
 * made or changed without the key: base64url of purpose (1 octet), key id (1), subject (8), where
 * it ends the second at which it does (8), and an HMAC-SHA256 cut to 16 octets. Safe for use by
 * many threads.
 */
public final class Links {
    private static final int PAYLOAD = 10;
    private static final int PAYLOAD_THAT_ENDS = 18;
    private static final int MAC = 16;
    private static final int LONGEST_TOKEN = 128;
    private static final int MOST_TOKENS = 200;
    private static final Pattern UNSUBSCRIBE =
            Pattern.compile("/unsubscribe/([A-Za-z0-9_-]{1,128}+)");

    private final Publication publication;
    private final Keys keys;

    public Links(Publication publication, Keys keys) {
        this.publication = publication;
        this.keys = keys;
    }

    /** The absolute address of the page, and of the one-click POST, that ends a subscription. */
    public String unsubscribe(SubscriptionId subscription) {
        return publication.at("/unsubscribe/" + token(Purpose.UNSUBSCRIBE, subscription));
    }

    /** The absolute address of the page that shows a held edition and lets it go out. */
    public String approve(EditionId edition, Instant end) {
        return publication.at("/approve/" + token(Purpose.APPROVE, edition.value(), end));
    }

    /** The absolute address of the page with all that is held of a subscriber. */
    public String ownData(SubscriptionId subscription, Instant end) {
        return publication.at("/your-data/" + token(Purpose.OWN_DATA, subscription.value(), end));
    }

    /** The absolute address of the page that confirms a new address. */
    public String confirmAddress(long wish, Instant end) {
        return publication.at("/your-address/" + token(Purpose.ADDRESS, wish, end));
    }

    /** The absolute address of the page where a subscriber chooses. */
    public String preferences(SubscriptionId subscription) {
        return publication.at("/preferences/" + token(Purpose.PREFERENCES, subscription));
    }

    /** A token that proves this purpose for this subscription, with the newest key. */
    public String token(Purpose purpose, SubscriptionId subscription) {
        return signed(purpose, PAYLOAD, subscription.value(), 0);
    }

    /**
     * A token that proves this purpose for a subject until an instant.
     *
     * @param subject what the purpose is about: an edition's number in the database, for example
     */
    public String token(Purpose purpose, long subject, Instant end) {
        return signed(purpose, PAYLOAD_THAT_ENDS, subject, end.getEpochSecond());
    }

    private String signed(Purpose purpose, int length, long subject, long end) {
        var key = keys.newest();
        var payload =
                ByteBuffer.allocate(length).put(purpose.code()).put(key.id()).putLong(subject);
        if (payload.hasRemaining()) {
            payload.putLong(end);
        }
        var token =
                ByteBuffer.allocate(length + MAC)
                        .put(payload.array())
                        .put(mac(key, payload.array()))
                        .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whose token this is; empty when it is broken, forged or made for something else. */
    public Optional<SubscriptionId> subscriptionOf(String token, Purpose purpose) {
        var payload = payload(token, purpose, PAYLOAD);
        return payload.hasRemaining()
                ? Optional.of(new SubscriptionId(payload.getLong(2)))
                : Optional.empty();
    }

    /** What a token that ends proves at an instant. */
    public Proof prove(String token, Purpose purpose, Instant now) {
        var payload = payload(token, purpose, PAYLOAD_THAT_ENDS);
        if (!payload.hasRemaining()) {
            return new Proof.Broken();
        }
        var subject = payload.getLong(2);
        return now.getEpochSecond() < payload.getLong(PAYLOAD)
                ? new Proof.Good(subject)
                : new Proof.Expired(subject);
    }

    /** A token's payload; nothing when it is not what it should be. */
    private ByteBuffer payload(String token, Purpose purpose, int length) {
        var bytes = decode(token);
        if (bytes.length == length + MAC && bytes[0] == purpose.code()) {
            var payload = Arrays.copyOf(bytes, length);
            var given = Arrays.copyOfRange(bytes, length, bytes.length);
            for (var key : keys.withId(bytes[1])) {
                if (MessageDigest.isEqual(given, mac(key, payload))) {
                    return ByteBuffer.wrap(payload);
                }
            }
        }
        return ByteBuffer.allocate(0);
    }

    /** Whose unsubscribe links stand in a text, each once. */
    public List<SubscriptionId> unsubscribesIn(String text) {
        return UNSUBSCRIBE
                .matcher(text)
                .results()
                .limit(MOST_TOKENS)
                .flatMap(match -> subscriptionOf(match.group(1), Purpose.UNSUBSCRIBE).stream())
                .distinct()
                .toList();
    }

    /**
     * The Message-ID, without angle brackets, of an edition's mail to a subscription: always the
     * same, so that a receiver can drop a repeat; nobody else can tell whose it is.
     */
    public String messageId(EditionId edition, SubscriptionId subscription) {
        var both =
                ByteBuffer.allocate(16)
                        .putLong(edition.value())
                        .putLong(subscription.value())
                        .array();
        return messageId("message-id", both);
    }

    /** The Message-ID, without angle brackets, of a notice: always the same for what it is. */
    public String messageId(String notice) {
        return messageId("notice", notice.getBytes(StandardCharsets.UTF_8));
    }

    /** What proves that a text is ours, in hexadecimal, with the newest key. */
    public String seal(String use, String text) {
        return seal(keys.newest(), use, text);
    }

    /** Whether a seal proves a text. */
    public boolean isSealed(String use, String text, String seal) {
        var expected = seal(use, text).getBytes(StandardCharsets.UTF_8);
        return MessageDigest.isEqual(expected, seal.getBytes(StandardCharsets.UTF_8));
    }

    private static String seal(Key key, String use, String text) {
        return HexFormat.of()
                .formatHex(key.sign("seal " + use, text.getBytes(StandardCharsets.UTF_8)));
    }

    private String messageId(String use, byte[] what) {
        var local = Arrays.copyOf(keys.newest().sign(use, what), MAC);
        return HexFormat.of().formatHex(local) + "@" + publication.sender().address().asciiDomain();
    }

    /** The return paths behind a mailbox, signed with the same keys. */
    public ReturnPaths returnPaths(EmailAddress mailbox) {
        return new ReturnPaths(mailbox, keys);
    }

    private static byte[] mac(Key key, byte[] payload) {
        return Arrays.copyOf(key.sign("link", payload), MAC);
    }

    /** The octets of a token that is written in its one canonical way, else none. */
    private static byte[] decode(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return new byte[0];
        }
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            var canonical = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
            return canonical.equals(token) ? bytes : new byte[0];
        } catch (IllegalArgumentException notBase64) {
            return new byte[0];
        }
    }
}
