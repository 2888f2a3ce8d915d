package org.briefwire.model;

import java.util.Map;
import java.util.regex.Pattern;

/** A size in octets, written with its unit: 90KB, 10MiB. */
public record DataSize(long octets) {
    private static final Pattern WRITTEN =
            Pattern.compile("(\\d{1,12})\\s*(B|KB|MB|GB|KiB|MiB|GiB)");
    private static final Map<String, Long> UNITS =
            Map.of(
                    "B", 1L,
                    "KB", 1_000L,
                    "MB", 1_000_000L,
                    "GB", 1_000_000_000L,
                    "KiB", 1L << 10,
                    "MiB", 1L << 20,
                    "GiB", 1L << 30);

    /**
     * Reads a size.
     *
     * @throws IllegalArgumentException when the text has no number and unit
     */
    public static DataSize parse(String text) {
        var match = WRITTEN.matcher(text.strip());
        if (!match.matches()) {
            throw new IllegalArgumentException(
                    "'%s' is not a size; write a number and its unit, such as 90KB or 10MiB"
                            .formatted(text));
        }
        return new DataSize(
                Long.parseLong(match.group(1)) * UNITS.getOrDefault(match.group(2), 1L));
    }
}
