package org.briefwire.briefing;

import java.time.ZoneId;
import java.util.List;

/**
 * What a desk's files take for granted.
 *
 * @param zone where its dates without an offset count
 * @param furniture lines of the page around the text, such as 'Latest Articles': they end it
 */
public record HouseStyle(ZoneId zone, List<String> furniture) {
    public HouseStyle {
        furniture = List.copyOf(furniture);
    }
}
