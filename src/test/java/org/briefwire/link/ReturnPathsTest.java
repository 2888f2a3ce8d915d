package org.briefwire.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.briefwire.link.ReturnPaths.About;
import org.briefwire.link.ReturnPaths.Found;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;
import org.briefwire.model.SubscriptionId;
import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;

class ReturnPathsTest {
    private static final String OLD = "an-old-secret-of-the-publication";
    private static final String NEW = "the-new-secret-of-the-publication";
    // the longest local part that the config takes
    private static final EmailAddress MAILBOX =
            EmailAddress.parse("bounces-of-the-newsroom.xyz@example.org");

    private final ReturnPaths paths = paths(OLD);

    private static ReturnPaths paths(String secrets) {
        return new Links(LinksTest.publication(), Keys.of(new Secret(secrets)))
                .returnPaths(MAILBOX);
    }

    private static long number(Random random) {
        return random.nextLong(1L << random.nextInt(1, 41));
    }

    @Test
    void anAddressFitsSmtpAndIsKnownHoweverItComesBack() {
        Seeded.check(
                1_000,
                (random, seed) -> {
                    var about =
                            new About.Delivery(
                                    new EditionId(number(random)),
                                    new SubscriptionId(number(random)));
                    var address = paths.ofDelivery(about.edition(), about.subscription());

                    assertThat(address.local()).hasSizeLessThanOrEqualTo(64);
                    var found = new Found(List.of(about), false);
                    var text = "To: <" + address + ">";
                    assertThat(paths.in(text)).as("seed %d", seed).isEqualTo(found);
                    assertThat(paths.in(text.toLowerCase(Locale.ROOT))).isEqualTo(found);
                    assertThat(paths.in(text.toUpperCase(Locale.ROOT))).isEqualTo(found);
                    assertThat(paths.in("prvs=0123=" + address.local() + "@relay.example"))
                            .isEqualTo(found);
                    assertThat(paths.in("Id: " + address.local())).isEqualTo(found);
                    assertThat(paths.in(address.local().replace("+", "+2B"))).isEqualTo(found);
                });
    }

    @Test
    void aForgedTokenIsNone() {
        var address = paths.ofDelivery(new EditionId(7), new SubscriptionId(42)).toString();
        var start = address.indexOf('+') + 1;
        for (var at = start; at < address.indexOf('@'); at++) {
            for (var letter : "abmz27".toCharArray()) {
                if (address.charAt(at) != letter) {
                    var forged = address.substring(0, at) + letter + address.substring(at + 1);
                    assertThat(paths.in(forged)).isEqualTo(new Found(List.of(), true));
                }
            }
        }
        assertThat(paths(NEW).in(address)).isEqualTo(new Found(List.of(), true));
        assertThat(paths.in(MAILBOX.toString())).isEqualTo(new Found(List.of(), false));
    }

    /** Each costs an HMAC. */
    @Test
    void behindTwoHundredForgedTokensNoneIsLookedFor() {
        var genuine = paths.ofNotice(9).toString();
        var forged = paths(NEW).ofNotice(9) + "\n";

        assertThat(paths.in(forged.repeat(199) + genuine).signed()).hasSize(1);
        assertThat(paths.in(forged.repeat(200) + genuine)).isEqualTo(new Found(List.of(), true));
    }

    @Test
    void addressesInMailsThatAreOutOutliveANewKey() {
        var address = paths.ofNotice(9).toString();

        assertThat(paths(NEW + " " + OLD).in(address).signed())
                .containsExactly(new About.Notice(9));
    }

    @Test
    void leavingIsAnotherAddressThanComingBack() {
        var leaving = paths.leaving(new SubscriptionId(42));

        assertThat(leaving)
                .matches(
                        "mailto:bounces-of-the-newsroom\\.xyz\\+[a-z2-7]{36}@example\\.org"
                                + "\\?subject=unsubscribe");
        assertThat(paths.in(leaving).signed())
                .containsExactly(new About.Leaving(new SubscriptionId(42)));
    }
}
