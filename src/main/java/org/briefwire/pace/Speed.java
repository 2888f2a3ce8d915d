package org.briefwire.pace;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.briefwire.config.Limit;
import org.briefwire.config.ProviderPace;
import org.briefwire.store.Providers.Known;
import org.briefwire.store.Providers.SlowDown;

/**
 * How fast one provider may be sent to: by config, and by what it asked for. Who asks for less gets
 * half, at once, down to six messages a minute; with each minute without another such reply it gets
 * a quarter more, until it has twice what it had at first or what the config allows.
 *
 * @param configured what the config, or everybody, knows of it
 */
public record Speed(Known provider, Optional<ProviderPace> configured) {
    /** The least that anybody gets, an hour. */
    static final long LEAST = 360;

    /** One burst of refusals counts as one. */
    static final Duration BURST = Duration.ofSeconds(10);

    private static final Duration STEP = Duration.ofMinutes(1);
    private static final double GROWTH = 1.25;

    public int pool() {
        return provider.pool();
    }

    public String id() {
        return provider.id();
    }

    /** Messages at a time. */
    public OptionalInt connections() {
        return configured.map(ProviderPace::connections).orElse(OptionalInt.empty());
    }

    public OptionalInt messagesPerConnection() {
        return configured.map(ProviderPace::messagesPerConnection).orElse(OptionalInt.empty());
    }

    /** Whether it is to be sent to more slowly than it could be. */
    public boolean isLimited(Instant now) {
        return configured.filter(ProviderPace::isLimited).isPresent() || slowed(now).isPresent();
    }

    /** What it asked for, as long as that is not over. */
    public Optional<SlowDown> slowed(Instant now) {
        return heard(now).filter(slow -> current(slow, now) < enough(slow));
    }

    /** The last request, unless the clock that it was heard by was ahead. */
    private Optional<SlowDown> heard(Instant now) {
        return provider.slowDown().filter(slow -> !slow.at().isAfter(now.plus(SlowDown.ASTRAY)));
    }

    private static double current(SlowDown slow, Instant now) {
        var steps = Math.max(0, Duration.between(slow.at(), now).dividedBy(STEP));
        return slow.perHour() * Math.pow(GROWTH, (double) Math.min(steps, 200));
    }

    private double enough(SlowDown slow) {
        var allowed = allowed();
        return allowed.isPresent()
                ? Math.min((double) allowed.getAsLong(), 2.0 * slow.from())
                : 2.0 * slow.from();
    }

    private OptionalLong allowed() {
        return configured
                .flatMap(ProviderPace::rate)
                .map(rate -> OptionalLong.of(perHour(rate)))
                .orElse(OptionalLong.empty());
    }

    private static long perHour(Limit rate) {
        return rate.count() * Duration.ofHours(1).toNanos() / rate.per().toNanos();
    }

    /** Messages an hour; none: as many as go. */
    public OptionalLong perHour(Instant now) {
        var slow = slowed(now);
        return slow.isPresent() ? OptionalLong.of((long) current(slow.get(), now)) : allowed();
    }

    /** The time from one message to the next; none: no wait. */
    public Duration gap(Instant now) {
        var perHour = perHour(now);
        return perHour.isEmpty()
                ? Duration.ZERO
                : Duration.ofHours(1).dividedBy(Math.max(1, perHour.getAsLong()));
    }

    /**
     * What follows when it asks for less: nothing while the burst lasts.
     *
     * @param measured what it was sent, an hour
     */
    Optional<SlowDown> asked(long measured, String reply, Instant now) {
        if (heard(now).filter(slow -> now.isBefore(slow.at().plus(BURST))).isPresent()) {
            return Optional.empty();
        }
        var before = slowed(now);
        var given = perHour(now).orElse(Math.max(measured, 2 * LEAST));
        return Optional.of(
                new SlowDown(
                        Math.max(LEAST, given / 2),
                        before.map(SlowDown::from).orElse(given),
                        now,
                        before.map(SlowDown::since).orElse(now),
                        reply));
    }
}
