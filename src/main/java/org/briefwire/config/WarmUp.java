package org.briefwire.config;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.OptionalLong;

/**
 * How many messages a day a new server or sender may send, until receivers know it.
 *
 * @param from the first day; before it nothing is limited
 * @param messages on the first day
 * @param growth what each day's number is multiplied by for the next
 * @param until so many a day, and the plan is over
 */
public record WarmUp(LocalDate from, int messages, double growth, int until) {
    /** The most messages of a day; none when the plan says nothing about it. */
    public OptionalLong limit(LocalDate day) {
        var days = ChronoUnit.DAYS.between(from, day);
        if (days < 0) {
            return OptionalLong.empty();
        }
        var limit = messages * Math.pow(growth, (double) days);
        return limit >= until ? OptionalLong.empty() : OptionalLong.of((long) limit);
    }
}
