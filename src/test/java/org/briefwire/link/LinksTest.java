package org.briefwire.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.briefwire.config.Publication;
import org.briefwire.model.EditionId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Secret;
import org.briefwire.model.SubscriptionId;
import org.junit.jupiter.api.Test;

class LinksTest {
    private static final long SEED = Long.getLong("briefwire.seed", 1L);
    private static final String OLD = "an-old-secret-of-the-publication";
    private static final String NEW = "the-new-secret-of-the-publication";

    private final Links links = links(OLD);

    static Publication publication() {
        var sender = Mailbox.parse("The Daily Brief <briefings@bücher.example>");
        return new Publication(
                "The Daily Brief",
                URI.create("https://news.example.org"),
                sender,
                sender,
                List.of(),
                "1 Example Street",
                ZoneId.of("Europe/Berlin"),
                "en",
                Optional.empty());
    }

    private static Links links(String secrets) {
        return new Links(publication(), Keys.of(new Secret(secrets)));
    }

    private static String tokenOf(String url) {
        return url.substring(url.lastIndexOf('/') + 1);
    }

    @Test
    void anUnsubscribeLinkNamesItsSubscriptionAndNoOther() {
        var random = new Random(SEED);
        for (var i = 0; i < 1000; i++) {
            var subscription = new SubscriptionId(random.nextLong());
            var url = links.unsubscribe(subscription);
            assertThat(url).matches("https://news\\.example\\.org/unsubscribe/[A-Za-z0-9_-]{35}");
            assertThat(links.subscriptionOf(tokenOf(url), Purpose.UNSUBSCRIBE))
                    .contains(subscription);
        }
    }

    @Test
    void aTokenThatEndsProvesItsPurposeAndNoOtherUntilThen() {
        var end = Instant.parse("2026-12-01T06:00:00Z");
        var token = tokenOf(links.approve(new EditionId(7), end));

        assertThat(links.prove(token, Purpose.APPROVE, end.minusSeconds(1)))
                .isEqualTo(new Proof.Good(7));
        assertThat(links.prove(token, Purpose.APPROVE, end)).isEqualTo(new Proof.Expired(7));
        assertThat(links.prove(token, Purpose.CONFIRM, end.minusSeconds(1)))
                .isEqualTo(new Proof.Broken());
        assertThat(links.subscriptionOf(token, Purpose.APPROVE)).isEmpty();
        var forEver = links.token(Purpose.APPROVE, new SubscriptionId(7));
        assertThat(links.prove(forEver, Purpose.APPROVE, end)).isEqualTo(new Proof.Broken());
    }

    @Test
    void anyFlippedBitOfATokenThatEndsIsRefused() {
        var now = Instant.parse("2026-12-01T06:00:00Z");
        var token = links.token(Purpose.CONFIRM, 42, now.plusSeconds(60));
        var bytes = Base64.getUrlDecoder().decode(token);
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
            for (var purpose : Purpose.values()) {
                assertThat(links.prove(text, purpose, now)).isEqualTo(new Proof.Broken());
            }
        }
    }

    @Test
    void anyFlippedBitIsRefused() {
        var token = links.token(Purpose.UNSUBSCRIBE, new SubscriptionId(42));
        var bytes = Base64.getUrlDecoder().decode(token);
        for (var bit = 0; bit < bytes.length * 8; bit++) {
            var forged = bytes.clone();
            forged[bit / 8] ^= (byte) (1 << bit % 8);
            var text = Base64.getUrlEncoder().withoutPadding().encodeToString(forged);
            for (var purpose : Purpose.values()) {
                assertThat(links.subscriptionOf(text, purpose)).as("bit %d", bit).isEmpty();
            }
        }
    }

    @Test
    void anyOtherSpellingOfATokenIsRefused() {
        var token = links.token(Purpose.UNSUBSCRIBE, new SubscriptionId(42));
        for (var at = 0; at < token.length(); at++) {
            for (var letter : "ABYZabyz0189-_+/=.%é\n".toCharArray()) {
                if (token.charAt(at) != letter) {
                    var other = token.substring(0, at) + letter + token.substring(at + 1);
                    assertThat(links.subscriptionOf(other, Purpose.UNSUBSCRIBE))
                            .as(other)
                            .isEmpty();
                }
            }
        }
        assertThat(links.subscriptionOf(token + "=", Purpose.UNSUBSCRIBE)).isEmpty();
    }

    @Test
    void whatIsNoTokenIsRefused() {
        for (var text : List.of("", "x", "ÿÿ", "A".repeat(35), "A".repeat(1_000_000), "../..")) {
            assertThat(links.subscriptionOf(text, Purpose.UNSUBSCRIBE)).isEmpty();
        }
    }

    @Test
    void aTokenIsGoodForItsOwnPurposeOnly() {
        for (var made : Purpose.values()) {
            var token = links.token(made, new SubscriptionId(7));
            for (var asked : Purpose.values()) {
                assertThat(links.subscriptionOf(token, asked).isPresent()).isEqualTo(made == asked);
            }
        }
    }

    @Test
    void oldLinksKeepWorkingWhenANewKeyIsPutInFront() {
        var subscription = new SubscriptionId(42);
        var old = links(OLD).token(Purpose.UNSUBSCRIBE, subscription);
        assertThat(links(NEW + "\n" + OLD).subscriptionOf(old, Purpose.UNSUBSCRIBE))
                .contains(subscription);
        assertThat(links(NEW).subscriptionOf(old, Purpose.UNSUBSCRIBE)).isEmpty();
    }

    @Test
    void keysThatShareAnIdBothProve() {
        var random = new Random(SEED);
        var first = Key.of(OLD);
        var twin = OLD;
        while (twin.equals(OLD) || Key.of(twin).id() != first.id()) {
            twin = "a-twin-of-the-old-one-" + random.nextInt(100_000);
        }
        var both = links(twin + " " + OLD);
        for (var secret : List.of(OLD, twin)) {
            var token = links(secret).token(Purpose.CONFIRM, new SubscriptionId(3));
            assertThat(both.subscriptionOf(token, Purpose.CONFIRM)).contains(new SubscriptionId(3));
        }
    }

    @Test
    void aMessageIdIsAFunctionOfEditionSubscriptionAndKey() {
        var id = links.messageId(new EditionId(1), new SubscriptionId(2));
        assertThat(id).matches("[0-9a-f]{32}@xn--bcher-kva\\.example");
        assertThat(links(OLD).messageId(new EditionId(1), new SubscriptionId(2))).isEqualTo(id);
        var all = new HashSet<String>();
        for (var edition = 1; edition <= 30; edition++) {
            for (var subscription = 1; subscription <= 30; subscription++) {
                for (var secret : List.of(OLD, NEW)) {
                    all.add(
                            links(secret)
                                    .messageId(
                                            new EditionId(edition),
                                            new SubscriptionId(subscription)));
                }
            }
        }
        assertThat(all).hasSize(30 * 30 * 2).contains(id);
    }
}
