package org.briefwire.model;

import java.util.List;

/** What a section is made of. */
public sealed interface Block {
    /** A bulleted list; each point is plain text. */
    record Points(List<String> points) implements Block {
        public Points {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("a list of points has at least one");
            }
        }
    }

    /** A paragraph of plain text. */
    record Paragraph(String text) implements Block {}

    /** HTML that collect has sanitised, with absolute links: a feed entry's content. */
    record Markup(String html) implements Block {}
}
