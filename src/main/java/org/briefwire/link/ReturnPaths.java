package org.briefwire.link;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;

/**
 * Addresses that say by themselves what a mail that comes back is about: a mailbox, '+' and a
 * signed token. A token is base32 (mail systems change capitals) of what it is (1 octet), key id
 * (1), two numbers (5 each) and an HMAC-SHA256 cut to 10 octets, 36 letters in all, so that the
 * local part keeps within its 64 octets (RFC 5321 section 4.5.3.1.1). Nobody else can make one.
 * Safe for use by many threads.
 */
public final class ReturnPaths {
    /** The longest local part of a mailbox that a token fits behind. */
    private static final int LONGEST_LOCAL = 64 - 1 - Base32.length(22);

    private static final String USE = "return path";
    private static final byte DELIVERY = 1;
    private static final byte NOTICE = 2;
    private static final byte LEAVING = 3;
    private static final int PAYLOAD = 12;
    private static final int MAC = 10;
    private static final long LARGEST = 0xFF_FFFF_FFFFL;
    private static final int MOST_TOKENS = 200;

    private final EmailAddress mailbox;
    private final Keys keys;
    private final Pattern ours;

    ReturnPaths(EmailAddress mailbox, Keys keys) {
        if (mailbox.local().length() > LONGEST_LOCAL) {
            throw new IllegalArgumentException("no room for a token behind " + mailbox.local());
        }
        this.mailbox = mailbox;
        this.keys = keys;
        // the domain is left out: a mail system on the way may have put its own, and an envelope id
        // has none; '+2B' is xtext that nobody decoded
        this.ours =
                Pattern.compile(
                        "%s(?:\\+2[bB]|\\+|=2[bB]|%%2[bB])([a-z2-7]{%d})(?![a-z2-7])"
                                .formatted(
                                        Pattern.quote(mailbox.local()),
                                        Base32.length(PAYLOAD + MAC)),
                        Pattern.CASE_INSENSITIVE);
    }

    /** What a token is about. */
    public sealed interface About {
        /** A digest that was sent to a subscription. */
        record Delivery(EditionId edition, SubscriptionId subscription) implements About {}

        /** A notice. */
        record Notice(long id) implements About {}

        /** Who writes there wants to leave (RFC 2369, the mailto form of List-Unsubscribe). */
        record Leaving(SubscriptionId subscription) implements About {}
    }

    /** What tokens a text holds: those that we signed, and whether there are others. */
    public record Found(List<About> signed, boolean hasForged) {
        public Found {
            signed = List.copyOf(signed);
        }
    }

    /** Where a digest comes back to. */
    public EmailAddress ofDelivery(EditionId edition, SubscriptionId subscription) {
        return address(DELIVERY, edition.value(), subscription.value());
    }

    /** Where a notice comes back to. */
    public EmailAddress ofNotice(long id) {
        return address(NOTICE, id, 0);
    }

    /** Where a mail ends a subscription, whatever it says: a mailto: address. */
    public String leaving(SubscriptionId subscription) {
        return "mailto:"
                + address(LEAVING, subscription.value(), 0).wire()
                + "?subject=unsubscribe";
    }

    private EmailAddress address(byte what, long first, long second) {
        var key = keys.newest();
        var payload =
                ByteBuffer.allocate(PAYLOAD)
                        .put(what)
                        .put(key.id())
                        .put(number(first))
                        .put(number(second))
                        .array();
        var token = ByteBuffer.allocate(PAYLOAD + MAC).put(payload).put(mac(key, payload)).array();
        return EmailAddress.parse(
                mailbox.local() + '+' + Base32.encode(token) + '@' + mailbox.domain());
    }

    /** The first 200 tokens behind our mailbox's name in a text, each once, in order. */
    public Found in(String text) {
        var signed = new LinkedHashSet<About>();
        var forged = false;
        var matcher = ours.matcher(text);
        for (var count = 0; count < MOST_TOKENS && matcher.find(); count++) {
            var about = about(matcher.group(1).toLowerCase(Locale.ROOT));
            about.ifPresent(signed::add);
            forged |= about.isEmpty();
        }
        return new Found(List.copyOf(signed), forged);
    }

    private Optional<About> about(String token) {
        var bytes = Base32.decode(token);
        if (bytes.length != PAYLOAD + MAC) {
            return Optional.empty();
        }
        var payload = Arrays.copyOf(bytes, PAYLOAD);
        var given = Arrays.copyOfRange(bytes, PAYLOAD, bytes.length);
        return Stream.of(bytes[1])
                .flatMap(id -> keys.withId(id).stream())
                .filter(key -> MessageDigest.isEqual(given, mac(key, payload)))
                .findFirst()
                .flatMap(_ -> read(payload));
    }

    private static Optional<About> read(byte[] payload) {
        var first = number(payload, 2);
        var second = number(payload, 7);
        return switch (payload[0]) {
            case DELIVERY ->
                    Optional.of(
                            new About.Delivery(new EditionId(first), new SubscriptionId(second)));
            case NOTICE -> Optional.of(new About.Notice(first));
            case LEAVING -> Optional.of(new About.Leaving(new SubscriptionId(first)));
            default -> Optional.empty();
        };
    }

    private static byte[] mac(Key key, byte[] payload) {
        return Arrays.copyOf(key.sign(USE, payload), MAC);
    }

    private static byte[] number(long value) {
        if (value < 0 || value > LARGEST) {
            throw new IllegalArgumentException("no token has room for " + value);
        }
        return Arrays.copyOfRange(ByteBuffer.allocate(8).putLong(value).array(), 3, 8);
    }

    private static long number(byte[] payload, int at) {
        var whole = ByteBuffer.allocate(8);
        whole.put(3, payload, at, 5);
        return whole.getLong(0);
    }
}
