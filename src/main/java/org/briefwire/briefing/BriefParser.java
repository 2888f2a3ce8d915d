package org.briefwire.briefing;

import java.util.ArrayList;
import java.util.List;
import org.briefwire.briefing.TextBlock.Points;
import org.briefwire.briefing.TextBlock.Prose;
import org.briefwire.briefing.TextLine.Mark;
import org.briefwire.model.Briefing;

/** Gives every block its part; then cuts the tail off and builds the briefing of the rest. */
final class BriefParser {
    private final List<TextBlock> blocks;
    private final List<Part> parts = new ArrayList<>();
    private boolean labelMayCome = true;

    /** What a block is in the text. */
    enum Part {
        HEADLINE,
        LABEL,
        HEADING,
        PARAGRAPH,
        POINTS
    }

    BriefParser(List<TextBlock> blocks) {
        this.blocks = blocks;
    }

    Briefing briefing(FrontMatter matter) {
        if (blocks.isEmpty()) {
            throw new RejectedException("no headline: the text's first block is one", 0);
        }
        for (var i = 0; i < blocks.size(); i++) {
            parts.add(part(i));
        }
        var tail = Tail.of(blocks, parts);
        var body = new Body();
        for (var i = 1; i < tail.from(); i++) {
            add(i, tail.from(), body);
        }
        var headline = blocks.getFirst();
        if (body.isEmpty()) {
            throw new RejectedException(
                    "no body: a headline alone is no briefing",
                    headline.lines().getFirst().number());
        }
        return new Briefing(
                headline.text(),
                body.standfirst(),
                body.label(),
                body.lead(),
                body.sections(),
                tail.attribution(),
                tail.author(),
                matter.language(),
                matter.link(),
                matter.topics());
    }

    private Part part(int i) {
        if (i == 0) {
            return Part.HEADLINE;
        }
        var part =
                switch (blocks.get(i)) {
                    case Points points -> Part.POINTS;
                    case Prose prose -> part(prose, i);
                };
        labelMayCome = labelMayCome && part == Part.PARAGRAPH;
        return part;
    }

    private Part part(Prose prose, int i) {
        if (prose.first().is(Mark.HEADING)) {
            return Part.HEADING;
        }
        if (!prose.isLine() || i + 1 == blocks.size()) {
            return Part.PARAGRAPH;
        }
        var pointsFollow = blocks.get(i + 1) instanceof Points;
        if (prose.first().isInCapitals()) {
            return labelMayCome && !pointsFollow ? Part.LABEL : Part.HEADING;
        }
        if (pointsFollow) {
            return prose.first().isShortWithoutCase() ? Part.HEADING : Part.PARAGRAPH;
        }
        return labelMayCome && i > 1 && prose.first().isLabelWithoutCase()
                ? Part.LABEL
                : Part.PARAGRAPH;
    }

    private void add(int i, int end, Body body) {
        var block = blocks.get(i);
        switch (parts.get(i)) {
            case LABEL -> body.label(block.text());
            case HEADING -> {
                if (i + 1 == end) {
                    body.paragraph(block.text());
                } else {
                    body.heading(block.text());
                }
            }
            case POINTS -> body.points(((Points) block).texts());
            case HEADLINE, PARAGRAPH -> body.paragraph(block.text());
        }
    }
}
