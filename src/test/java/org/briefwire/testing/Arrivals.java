package org.briefwire.testing;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How often each message has come, and what came again after each of several breaks, such as kills
 * of who sends. Safe for use by many threads.
 */
final class Arrivals {
    private final Map<String, Integer> counts = new HashMap<>();

    /** Before which break each came the last time. */
    private final Map<String, Integer> last = new HashMap<>();

    /** How many came again that had come last before that break; the last has not come yet. */
    private final List<Integer> again = new ArrayList<>(List.of(0));

    private int withoutBreak;

    synchronized void add(String id) {
        counts.merge(id, 1, Integer::sum);
        var now = again.size() - 1;
        var before = last.put(id, now);
        if (before == null) {
            return;
        }
        if (before == now) {
            withoutBreak++;
        } else {
            again.set(before, again.get(before) + 1);
        }
    }

    /** What comes from now on comes after a break. */
    synchronized void pause() {
        again.add(0);
    }

    /** How often each has come. */
    synchronized Map<String, Integer> counts() {
        return new HashMap<>(counts);
    }

    /**
     * How many came again: first those without a break in between, then for each break those that
     * had come before it, and not between it and the next, and came after it.
     */
    synchronized List<Integer> repeats() {
        var repeats = new ArrayList<Integer>();
        repeats.add(withoutBreak);
        repeats.addAll(again.subList(0, again.size() - 1));
        return List.copyOf(repeats);
    }
}
