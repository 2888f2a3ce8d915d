package org.briefwire.pace;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.config.Pacing;
import org.briefwire.config.ProviderPace;
import org.briefwire.model.EditionId;
import org.briefwire.store.Providers;

/** Tells an operator what waits for its turn with which provider, and why. */
public record Slowly(Pacing pacing, Providers providers) {
    /** A line for each provider that an edition's mail waits for. */
    public List<String> lines(EditionId edition, Instant now) {
        return providers.waiting(edition).stream()
                .map(waiting ->
                        "%d for %s"
                                .formatted(
                                        waiting.deliveries(),
                                        words(speed(waiting.provider()), now)))
                .toList();
    }

    private Speed speed(Providers.Known known) {
        Optional<ProviderPace> configured =
                pacing.providers().stream()
                        .filter(provider -> provider.id().equals(known.id()))
                        .findFirst();
        return new Speed(known, configured);
    }

    private static String words(Speed speed, Instant now) {
        var rate =
                speed.perHour(now).isPresent()
                        ? ", at %s messages a minute".formatted(perMinute(speed, now))
                        : "";
        return speed.slowed(now)
                .map(slow ->
                        "%s%s: it has asked for less since %s (%s)"
                                .formatted(speed.id(), rate, slow.since(), slow.reply()))
                .orElse(speed.id() + rate);
    }

    private static String perMinute(Speed speed, Instant now) {
        var perHour = speed.perHour(now).orElseThrow();
        return perHour % 60 == 0 || perHour > 6000
                ? Long.toString(perHour / 60)
                : "%.1f".formatted(perHour / 60.0);
    }
}
