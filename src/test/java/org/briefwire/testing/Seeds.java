package org.briefwire.testing;

import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

/** The seeds of property tests: fixed in the build, another with -Dtest.seed=N by hand. */
public final class Seeds {
    private Seeds() {}

    /** As many seeds, all from the one of this run; a test shows the one that failed. */
    public static List<Long> of(int count) {
        var first = Long.getLong("briefwire.seed", 20261123L);
        return LongStream.range(0, count).mapToObj(i -> first * 1_000 + i).toList();
    }

    public static Random random(long seed) {
        return new Random(seed);
    }
}
