package org.briefwire.briefing;

import java.util.ArrayList;
import java.util.List;
import org.briefwire.briefing.BriefParser.Part;
import org.briefwire.briefing.TextBlock.Prose;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;

/**
 * What ends a briefing: attribution, author, bio.
 *
 * @param from the index of the first block that is not the body's
 */
record Tail(int from, Attribution attribution, Author author) {
    private static final int LINES_OF_ATTRIBUTION = 4;

    static Tail of(List<TextBlock> blocks, List<Part> parts) {
        var lastPoints = Math.max(0, parts.lastIndexOf(Part.POINTS));
        for (var i = blocks.size() - 1; i > lastPoints; i--) {
            if (parts.get(i) != Part.PARAGRAPH) {
                continue;
            }
            var lines = blocks.get(i).lines();
            for (var n = Math.min(LINES_OF_ATTRIBUTION, lines.size()); n > 0; n--) {
                var sentence = new Prose(lines.subList(0, n));
                var found = Attributions.of(sentence);
                if (found.isPresent()) {
                    var rest = new ArrayList<>(lines.subList(n, lines.size()));
                    blocks.subList(i + 1, blocks.size()).forEach(b -> rest.addAll(b.lines()));
                    return new Tail(i, found.get(), author(rest));
                }
            }
        }
        return byName(blocks, parts);
    }

    /** Without an attribution a name after the last section's first block begins the tail. */
    private static Tail byName(List<TextBlock> blocks, List<Part> parts) {
        var heading = parts.lastIndexOf(Part.HEADING);
        var points = parts.lastIndexOf(Part.POINTS);
        var first = Math.max(heading + 2, points + 1);
        if (heading < 0 && points < 0) {
            first = blocks.size();
        }
        for (var i = first; i < blocks.size(); i++) {
            if (blocks.get(i).lines().getFirst().isName()) {
                var rest = new ArrayList<TextLine>();
                blocks.subList(i, blocks.size()).forEach(block -> rest.addAll(block.lines()));
                return new Tail(i, Attribution.NONE, author(rest));
            }
        }
        return new Tail(blocks.size(), Attribution.NONE, Author.NONE);
    }

    private static Author author(List<TextLine> lines) {
        if (lines.isEmpty()) {
            return Author.NONE;
        }
        var first = lines.getFirst();
        if (!first.isName() || Attributions.of(new Prose(List.of(first))).isPresent()) {
            return new Author("", new Prose(lines).text());
        }
        var from = 1;
        while (from < lines.size() && isRepeated(lines.get(from), first)) {
            from++;
        }
        return new Author(first.text(), new Prose(lines.subList(from, lines.size())).text());
    }

    private static boolean isRepeated(TextLine line, TextLine name) {
        return !line.is(TextLine.Mark.LITERAL) && line.text().equals(name.text());
    }
}
