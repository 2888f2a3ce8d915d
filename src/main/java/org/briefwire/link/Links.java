package org.briefwire.link;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import org.briefwire.config.Publication;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;

/**
 * Signed links, made and checked in one place. A token is opaque, carries no address, and can't be
 * made or changed without the key: base64url of purpose (1 octet), key id (1), subject (8) and an
 * HMAC-SHA256 cut to 16 octets. Safe for use by many threads.
 */
public final class Links {
    private static final int PAYLOAD = 10;
    private static final int MAC = 16;
    private static final int LONGEST_TOKEN = 128;

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

    /** A token that proves this purpose for this subscription, with the newest key. */
    public String token(Purpose purpose, SubscriptionId subscription) {
        var key = keys.newest();
        var payload =
                ByteBuffer.allocate(PAYLOAD)
                        .put(purpose.code())
                        .put(key.id())
                        .putLong(subscription.value())
                        .array();
        var token = ByteBuffer.allocate(PAYLOAD + MAC).put(payload).put(mac(key, payload)).array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token);
    }

    /** Whose token this is; empty when it is broken, forged or made for something else. */
    public Optional<SubscriptionId> subscriptionOf(String token, Purpose purpose) {
        var bytes = decode(token);
        if (bytes.length != PAYLOAD + MAC || bytes[0] != purpose.code()) {
            return Optional.empty();
        }
        var payload = Arrays.copyOf(bytes, PAYLOAD);
        var given = Arrays.copyOfRange(bytes, PAYLOAD, bytes.length);
        for (var key : keys.withId(bytes[1])) {
            if (MessageDigest.isEqual(given, mac(key, payload))) {
                return Optional.of(new SubscriptionId(ByteBuffer.wrap(payload, 2, 8).getLong()));
            }
        }
        return Optional.empty();
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
        var local = Arrays.copyOf(keys.newest().sign("message-id", both), MAC);
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
