package org.briefwire.deliver;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How long a deferred message waits: longer each time, and a fifth more or less by chance, so that
 * those deferred together do not come back together.
 */
final class Waits {
    private static final List<Duration> STEPS =
            List.of(
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(5),
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(30),
                    Duration.ofHours(1),
                    Duration.ofHours(2));

    /** What may have arrived waits as long, at the least. */
    static final Duration DOUBT = Duration.ofMinutes(15);

    private final RandomGenerator random;

    Waits(RandomGenerator random) {
        this.random = random;
    }

    /** After a refusal for now. */
    Duration afterTry(int attempts) {
        var step = STEPS.get(Math.min(attempts, STEPS.size() - 1));
        return step.plusMillis((long) (step.toMillis() * 0.2 * (2 * random.nextDouble() - 1)));
    }

    /** After a message that may have arrived: the server has time to tell, by a bounce or not. */
    Duration afterDoubt(int attempts) {
        var wait = afterTry(attempts);
        return wait.compareTo(DOUBT) < 0 ? DOUBT : wait;
    }
}
