package org.briefwire.compose;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.briefwire.config.Publication;
import org.briefwire.media.MarkupPictures;
import org.briefwire.message.Direction;
import org.briefwire.message.Messages;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.Depth;
import org.briefwire.model.Medium;
import org.briefwire.model.Picture;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;
import org.briefwire.model.Section;

/** Makes a briefing ready for its fragment: as much of it as the depth says, and no marks in it. */
final class BriefingViews {
    /** What an essential section is called, in the languages of the pages. */
    private static final Set<String> ESSENTIAL =
            Set.of(
                    "why it matters",
                    "warum es wichtig ist",
                    "warum das wichtig ist",
                    "pourquoi c’est important",
                    "por qué importa",
                    "por qué es importante",
                    "почему это важно",
                    "为什么重要",
                    "为何重要",
                    "لماذا يهم",
                    "لماذا يهمنا",
                    "لماذا هذا مهم",
                    "यह क्यों महत्वपूर्ण है",
                    "यह क्यों मायने रखता है");

    /** How wide the column is that a picture stands in. */
    private static final int COLUMN = 552;

    private final Publication publication;

    BriefingViews(Publication publication) {
        this.publication = publication;
    }

    BriefingView view(DigestItem item, Depth depth, Messages messages) {
        var published = item.briefing();
        var briefing = published.briefing();
        var full = depth == Depth.FULL;
        var some = depth != Depth.HEADLINES;
        var headline = Marks.strip(briefing.headline());
        return new BriefingView(
                anchor(published),
                language(briefing),
                direction(briefing).word(),
                !some,
                some ? Marks.strip(briefing.label()) : "",
                notice(item, messages),
                headline,
                "=".repeat(Math.min(Wrapping.COLUMNS, Wrapping.columns(headline))),
                some ? Marks.strip(briefing.standfirst()) : "",
                full ? picture(published) : Optional.empty(),
                some ? briefing.lead().stream().map(Marks::strip).toList() : List.of(),
                sections(published, depth),
                some ? Marks.strip(briefing.attribution().sentence()) : "",
                full ? Marks.strip(briefing.author().name()) : "",
                full ? Marks.strip(briefing.author().bio()) : "",
                Urls.briefing(publication, published.slug()),
                messages.text("mail.read"),
                messages.text("mail.arrow"),
                full ? original(briefing, messages) : Optional.empty());
    }

    static String anchor(PublishedBriefing published) {
        return "briefing-" + published.id();
    }

    private static Optional<BriefingView.Notice> notice(DigestItem item, Messages messages) {
        var note = Marks.strip(item.briefing().note());
        return switch (item.kind()) {
            case NEW -> Optional.empty();
            case CORRECTION -> Optional.of(labelled(messages.text("mail.correction"), note));
            case WITHDRAWAL -> Optional.of(labelled(messages.text("mail.withdrawn"), note));
        };
    }

    private static BriefingView.Notice labelled(String label, String note) {
        return new BriefingView.Notice(note.isEmpty() ? label : label + ":", note);
    }

    private static String language(Briefing briefing) {
        return Marks.strip(briefing.language());
    }

    private static Direction direction(Briefing briefing) {
        return briefing.language().isEmpty()
                ? Direction.ofText(briefing.headline())
                : Direction.ofLanguage(briefing.language());
    }

    private List<BriefingView.SectionView> sections(PublishedBriefing published, Depth depth) {
        return published.briefing().sections().stream()
                .filter(section -> isWanted(section, depth))
                .map(section ->
                        new BriefingView.SectionView(
                                Marks.strip(section.heading()),
                                section.blocks().stream()
                                        .map(block -> block(block, published))
                                        .toList()))
                .toList();
    }

    private static boolean isWanted(Section section, Depth depth) {
        return switch (depth) {
            case FULL -> true;
            case ESSENTIALS ->
                    ESSENTIAL.contains(
                            section.heading()
                                    .replace('\'', '’')
                                    .replaceAll("[\\s:：?？؟¿]+$|^[\\s¿]+", "")
                                    .toLowerCase(Locale.ROOT));
            case HEADLINES -> false;
        };
    }

    private BriefingView.BlockView block(Block block, PublishedBriefing published) {
        return switch (block) {
            case Block.Points points ->
                    new BriefingView.BlockView(
                            true, points.points().stream().map(Marks::strip).toList(), "", "", "");
            case Block.Paragraph paragraph ->
                    new BriefingView.BlockView(
                            false, List.of(), Marks.strip(paragraph.text()), "", "");
            case Block.Markup markup -> {
                var html = Marks.strip(markup.html());
                yield new BriefingView.BlockView(
                        false,
                        List.of(),
                        "",
                        Markup.html(
                                html,
                                page ->
                                        MarkupPictures.replace(
                                                page, published, publication::at, COLUMN)),
                        Markup.text(html));
            }
        };
    }

    private Optional<BriefingView.PictureView> picture(PublishedBriefing published) {
        return published
                .briefing()
                .picture()
                .flatMap(picture ->
                        published.medium(picture.reference()).map(medium -> view(picture, medium)));
    }

    private BriefingView.PictureView view(Picture picture, Medium medium) {
        var width = Math.min(COLUMN, medium.width());
        return new BriefingView.PictureView(
                publication.at(medium.path()),
                Marks.strip(picture.alt()),
                width,
                medium.heightAt(width),
                Marks.strip(picture.credit()));
    }

    private static Optional<BriefingView.Original> original(Briefing briefing, Messages messages) {
        var link = Marks.strip(briefing.link());
        return Urls.host(link)
                .map(host -> new BriefingView.Original(link, messages.text("mail.original", host)));
    }

    /** Whether a release needs a word about itself in the subject. */
    static boolean isCorrection(DigestItem item) {
        return item.kind() == Release.Kind.CORRECTION;
    }
}
