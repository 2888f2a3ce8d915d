package org.briefwire.bench;

import java.util.List;

/** How fast something grows: the slope of the straight line that fits best. */
final class Slope {
    private Slope() {}

    /** What it grows by from one value to the next; 0 for fewer than two. */
    static double of(List<Double> values) {
        var count = values.size();
        var middle = (count - 1) / 2.0;
        var mean = values.stream().mapToDouble(value -> value).average().orElse(0);
        var up = 0.0;
        var square = 0.0;
        for (var i = 0; i < count; i++) {
            up += (i - middle) * (values.get(i) - mean);
            square += (i - middle) * (i - middle);
        }
        return square == 0 ? 0 : up / square;
    }
}
