package org.briefwire.compose;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.briefwire.model.Depth;

/**
 * How much of each briefing a mail of a limited size can hold. One that would take more than half
 * steps down first; then, from the last to the second, to essentials and again to headlines; then
 * the last ones are left out; at last the first steps down.
 *
 * @param depths of those that are shown; at least one
 */
record Fitting(List<Depth> depths) {
    /** How large a briefing's fragment is at a depth. */
    interface Sizes {
        int size(int position, Depth depth);
    }

    static Fitting fit(int briefings, Depth most, long room, Sizes sizes) {
        var depths = new ArrayList<>(Collections.nCopies(briefings, most));
        var half = room / 2;
        for (var i = 0; i < briefings; i++) {
            while (briefings > 1
                    && sizes.size(i, depths.get(i)) > half
                    && depths.get(i) != Depth.HEADLINES) {
                depths.set(i, lower(depths.get(i)));
            }
        }
        for (var depth : List.of(Depth.ESSENTIALS, Depth.HEADLINES)) {
            for (var i = briefings - 1; i > 0 && total(depths, sizes) > room; i--) {
                if (depths.get(i).compareTo(depth) > 0) {
                    depths.set(i, depth);
                }
            }
        }
        while (total(depths, sizes) > room && depths.size() > 1) {
            depths.removeLast();
        }
        while (total(depths, sizes) > room && depths.getFirst() != Depth.HEADLINES) {
            depths.set(0, lower(depths.getFirst()));
        }
        return new Fitting(List.copyOf(depths));
    }

    private static Depth lower(Depth depth) {
        return switch (depth) {
            case FULL -> Depth.ESSENTIALS;
            case ESSENTIALS, HEADLINES -> Depth.HEADLINES;
        };
    }

    private static long total(List<Depth> depths, Sizes sizes) {
        var total = 0L;
        for (var i = 0; i < depths.size(); i++) {
            total += sizes.size(i, depths.get(i));
        }
        return total;
    }
}
