package org.briefwire.model;

import java.util.List;

/**
 * A section of a briefing, such as WHAT HAPPENED.
 *
 * @param heading as the desk wrote it; empty for a feed entry's content
 */
public record Section(String heading, List<Block> blocks) {
    public Section {
        blocks = List.copyOf(blocks);
    }

    public static Section ofPoints(String heading, List<String> points) {
        return new Section(heading, List.of(new Block.Points(points)));
    }
}
