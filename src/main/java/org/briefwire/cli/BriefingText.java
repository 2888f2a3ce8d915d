package org.briefwire.cli;

import java.io.PrintStream;
import java.util.stream.Collectors;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.TopicId;

/** A briefing as it was understood, part by part, for a person at a terminal. */
final class BriefingText {
    private final PrintStream out;

    BriefingText(PrintStream out) {
        this.out = out;
    }

    void print(Briefing briefing) {
        field("headline", briefing.headline());
        field("standfirst", briefing.standfirst());
        field("label", briefing.label());
        briefing.lead().forEach(paragraph -> field("lead", paragraph));
        for (var section : briefing.sections()) {
            field("section", section.heading());
            section.blocks().forEach(block -> out.println(plain(block)));
        }
        field("attribution", briefing.attribution().sentence());
        field("credits", String.join(", ", briefing.attribution().credits()));
        field("author", briefing.author().name());
        field("bio", briefing.author().bio());
        field(
                "topics",
                briefing.topics().stream().map(TopicId::value).collect(Collectors.joining(", ")));
        field("language", briefing.language());
        field("link", briefing.link());
    }

    private void field(String name, String value) {
        if (!value.isEmpty()) {
            out.println("%-12s %s".formatted(name, value));
        }
    }

    private static String plain(Block block) {
        return switch (block) {
            case Block.Points points -> "  • " + String.join("\n  • ", points.points());
            case Block.Paragraph paragraph -> "  " + paragraph.text();
            case Block.Markup markup -> "  " + markup.html();
        };
    }
}
