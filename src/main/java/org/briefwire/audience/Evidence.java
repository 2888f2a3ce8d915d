package org.briefwire.audience;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.stream.Stream;
import org.briefwire.bounce.BounceReading;
import org.briefwire.link.Links;
import org.briefwire.link.ReturnPaths;
import org.briefwire.link.ReturnPaths.About;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.ReturnedMails;
import org.briefwire.store.ReturnedMails.Sent;

/**
 * What proves that a mail is about one of ours: a signed return path, our unsubscribe link or our
 * Message-ID, which nobody else can make.
 */
public final class Evidence {
    private static final Duration MEMORY = Duration.ofDays(60);

    private final Links links;
    private final Optional<ReturnPaths> paths;
    private final ReturnedMails mails;
    private final InstantSource clock;

    public Evidence(
            Links links, Optional<EmailAddress> mailbox, ReturnedMails mails, InstantSource clock) {
        this.links = links;
        this.paths = mailbox.map(links::returnPaths);
        this.mails = mails;
        this.clock = clock;
    }

    /**
     * What was found.
     *
     * @param leaving it was sent to the address that ends this subscription
     * @param subscriber to whom the mail went that it is about
     * @param sent that mail, when it was a digest
     * @param isForged it carries a token that we did not make, and none that we did
     */
    record Proof(
            Optional<SubscriptionId> leaving,
            Optional<EmailAddress> subscriber,
            Optional<Sent> sent,
            boolean isForged) {}

    Proof of(BounceReading reading) {
        var to = String.join("\n", reading.origin().addressedTo());
        var rest = String.join("\n", reading.origin().traces());
        var forged = false;
        var leaving = Optional.<SubscriptionId>empty();
        if (paths.isPresent()) {
            var inTo = paths.get().in(to);
            var inRest = paths.get().in(rest);
            forged = inTo.hasForged() || inRest.hasForged();
            for (var about :
                    Stream.concat(inTo.signed().stream(), inRest.signed().stream()).toList()) {
                if (about instanceof About.Delivery(var edition, var subscription)) {
                    return about(Optional.of(new Sent(edition, subscription)), subscription);
                }
                if (about instanceof About.Notice(var notice)) {
                    return new Proof(
                            Optional.empty(), mails.noticeTo(notice), Optional.empty(), false);
                }
            }
            leaving =
                    inTo.signed().stream()
                            .flatMap(about ->
                                    about instanceof About.Leaving(var subscription)
                                            ? Stream.of(subscription)
                                            : Stream.empty())
                            .findFirst();
        }
        if (leaving.isPresent()) {
            return new Proof(leaving, Optional.empty(), Optional.empty(), false);
        }
        var known = byMessageId(reading, rest).or(() -> byLink(rest));
        if (known.isPresent()) {
            return about(known, known.get().subscription());
        }
        return new Proof(Optional.empty(), Optional.empty(), Optional.empty(), forged);
    }

    private Proof about(Optional<Sent> sent, SubscriptionId subscription) {
        return new Proof(Optional.empty(), mails.subscriber(subscription), sent, false);
    }

    private Optional<Sent> byMessageId(BounceReading reading, String text) {
        return reading.recipients().stream()
                .flatMap(one -> EmailAddress.tryParse(one.address()).stream())
                .flatMap(address -> mails.sentTo(address, since()).stream())
                .filter(sent -> text.contains(links.messageId(sent.edition(), sent.subscription())))
                .findFirst();
    }

    private Optional<Sent> byLink(String text) {
        return links.unsubscribesIn(text).stream()
                .flatMap(subscription -> mails.lastSent(subscription).stream())
                .findFirst();
    }

    private Instant since() {
        return clock.instant().minus(MEMORY);
    }
}
