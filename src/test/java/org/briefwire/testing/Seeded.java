package org.briefwire.testing;

import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;

/** Runs a property with many random generators; a failure names the seed that brings it back. */
public final class Seeded {
    private Seeded() {}

    /** Runs the property that many times; the seed of the first is -Dbriefwire.seed. */
    public static void check(int times, BiConsumer<Random, Long> property) {
        var first = Long.getLong("briefwire.seed", 20261123L);
        for (var seed = first; seed < first + times; seed++) {
            try {
                property.accept(new Random(seed), seed);
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("fails with -Dbriefwire.seed=" + seed, e);
            }
        }
        System.out.printf("%d cases held, from seed %d%n", times, first);
    }

    /** One of them. */
    public static <T> T oneOf(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
