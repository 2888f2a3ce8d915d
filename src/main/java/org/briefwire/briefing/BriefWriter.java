package org.briefwire.briefing;

import java.util.List;
import java.util.Set;
import org.briefwire.briefing.TextBlock.Prose;
import org.briefwire.briefing.TextLine.Mark;
import org.briefwire.model.Author;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.Section;

/**
 * Writes a briefing's text: blocks parted by blank lines, a backslash before each line that would
 * be taken for something else.
 */
final class BriefWriter {
    private final Set<String> furniture;
    private final StringBuilder out = new StringBuilder();

    BriefWriter(HouseStyle style) {
        this.furniture = TextLine.ends(style.furniture());
    }

    String write(Briefing briefing) {
        block(literal(briefing.headline()));
        if (!briefing.standfirst().isEmpty()) {
            block(literal(briefing.standfirst()));
        }
        if (!briefing.label().isEmpty()) {
            block(briefing.label());
        }
        briefing.lead().forEach(paragraph -> block(literal(paragraph)));
        briefing.sections().forEach(this::section);
        var attribution = briefing.attribution().sentence();
        if (!attribution.isEmpty()) {
            block(isPlain(attribution) ? attribution : "> " + attribution);
        }
        author(briefing.author(), attribution.isEmpty());
        return out.toString().stripTrailing() + "\n";
    }

    private void section(Section section) {
        var heading = section.heading();
        if (!heading.isEmpty()) {
            // Markdown's closing signs would be taken off
            block(heading.endsWith("#") ? heading : "## " + heading);
        }
        for (var block : section.blocks()) {
            switch (block) {
                case Block.Points points -> points(points.points());
                case Block.Paragraph paragraph -> block(paragraph(paragraph.text()));
                case Block.Markup markup ->
                        throw new IllegalArgumentException(
                                "a feed's HTML has no form as text: " + markup.html());
            }
        }
    }

    private void points(List<String> points) {
        points.forEach(point -> out.append("• ").append(point).append('\n'));
        out.append('\n');
    }

    private void author(Author author, boolean isAlone) {
        var name = author.name();
        if (!name.isEmpty()) {
            block(isAlone && !isPlain(name) ? "> " + name : name);
        }
        if (!author.bio().isEmpty()) {
            var bio = author.bio();
            var isTakenForName = name.isEmpty() && line(bio).isName();
            block(isTakenForName || bio.equals(name) ? "\\" + bio : literal(bio));
        }
    }

    private void block(String text) {
        out.append(text).append("\n\n");
    }

    /** A short paragraph behind a section would be taken for the author. */
    private String paragraph(String text) {
        return line(text).isName() ? "\\" + text : literal(text);
    }

    private String literal(String text) {
        var isAttribution = Attributions.of(new Prose(List.of(line(text)))).isPresent();
        var isMarked = text.startsWith("\\") || !isPlain(text);
        return isMarked || isAttribution ? "\\" + text : text;
    }

    /** Whether it is taken for a sentence, and nothing but that. */
    private boolean isPlain(String text) {
        var line = line(text);
        return line.is(Mark.NONE)
                && !line.isInCapitals()
                && !line.isShortWithoutCase()
                && !line.isOneOf(furniture);
    }

    private static TextLine line(String text) {
        return TextLine.of(1, text);
    }
}
