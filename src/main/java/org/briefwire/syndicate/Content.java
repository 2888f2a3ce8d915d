package org.briefwire.syndicate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.briefwire.media.MarkupPictures;
import org.briefwire.message.Direction;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Section;
import org.jsoup.Jsoup;

/** What the templates of an item's content are fed with: a briefing's text, ready to write. */
record Content(
        String headline,
        String link,
        String label,
        String standfirst,
        List<String> lead,
        Optional<Figure> picture,
        List<Part> sections,
        String note,
        String attribution,
        String author,
        String bio,
        String origin,
        String direction,
        String language) {
    private static final int LONGEST_SUMMARY = 500;

    record Part(String heading, List<Piece> pieces) {}

    /** A picture with what is said of it. */
    record Figure(String src, String alt, int width, int height, String credit) {}

    /** One of the three is filled. */
    record Piece(boolean hasPoints, List<String> points, String paragraph, String markup) {}

    /** A digest's briefings, one after the other. */
    record Several(List<Content> briefings) {}

    static Content of(PublishedBriefing published, String link, UnaryOperator<String> address) {
        var briefing = published.briefing();
        return new Content(
                briefing.headline(),
                link,
                briefing.label(),
                briefing.standfirst(),
                briefing.lead(),
                figure(published, address),
                briefing.sections().stream()
                        .map(section -> part(section, block -> piece(block, published, address)))
                        .toList(),
                published.note(),
                briefing.attribution().sentence(),
                briefing.author().name(),
                briefing.author().bio(),
                briefing.link(),
                direction(briefing),
                briefing.language());
    }

    /** A reader of feeds lays text out from the left, unless it is told otherwise. */
    private static String direction(Briefing briefing) {
        var direction =
                briefing.language().isEmpty()
                        ? Direction.ofText(briefing.headline())
                        : Direction.ofLanguage(briefing.language());
        return direction == Direction.RIGHT_TO_LEFT ? direction.word() : "";
    }

    private static Optional<Figure> figure(
            PublishedBriefing published, UnaryOperator<String> address) {
        return published
                .briefing()
                .picture()
                .flatMap(picture ->
                        published
                                .medium(picture.reference())
                                .map(medium ->
                                        new Figure(
                                                address.apply(medium.path()),
                                                picture.alt(),
                                                medium.width(),
                                                medium.height(),
                                                picture.credit())));
    }

    private static Part part(Section section, Function<Block, Piece> piece) {
        return new Part(section.heading(), section.blocks().stream().map(piece).toList());
    }

    private static Piece piece(
            Block block, PublishedBriefing published, UnaryOperator<String> address) {
        return switch (block) {
            case Block.Points points -> new Piece(true, points.points(), "", "");
            case Block.Paragraph paragraph -> new Piece(false, List.of(), paragraph.text(), "");
            case Block.Markup markup ->
                    new Piece(
                            false,
                            List.of(),
                            "",
                            MarkupPictures.ours(markup.html(), published, address));
        };
    }

    /** One plain paragraph that says what the briefing is about. */
    String summary() {
        if (!standfirst.isEmpty()) {
            return standfirst;
        }
        if (!lead.isEmpty()) {
            return lead.getFirst();
        }
        for (var part : sections) {
            for (var piece : part.pieces()) {
                if (!piece.points().isEmpty()) {
                    return piece.points().getFirst();
                }
                var text =
                        piece.paragraph().isEmpty()
                                ? Jsoup.parseBodyFragment(piece.markup()).text()
                                : piece.paragraph();
                if (!text.isEmpty()) {
                    return shortened(text);
                }
            }
        }
        return "";
    }

    private static String shortened(String text) {
        if (text.length() <= LONGEST_SUMMARY) {
            return text;
        }
        var space = text.lastIndexOf(' ', LONGEST_SUMMARY - 1);
        var end = space > 0 ? space : text.offsetByCodePoints(0, LONGEST_SUMMARY / 2);
        return text.substring(0, end) + "…";
    }
}
