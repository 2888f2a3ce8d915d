package org.briefwire.web;

import java.util.List;
import java.util.Optional;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.link.Paths;
import org.briefwire.media.MarkupPictures;
import org.briefwire.message.Direction;
import org.briefwire.message.Messages;
import org.briefwire.model.ArchivedEdition;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.TopicId;

/** What the templates are fed with, made of what the archive has. */
final class Views {
    private final Config config;
    private final Shell shell;

    Views(Config config, Shell shell) {
        this.config = config;
        this.shell = shell;
    }

    record Teaser(String href, String headline, String standfirst, String date, String stamp) {}

    record Link(String href, String title, String text) {}

    record Part(String heading, List<Piece> pieces) {}

    /** One of the three is filled. */
    record Piece(boolean hasPoints, List<String> points, String paragraph, String markup) {}

    /** A picture with what is said of it. */
    record Figure(String src, String alt, int width, int height, String credit) {}

    /** A whole briefing. */
    record Article(
            String href,
            String language,
            String direction,
            String headline,
            String standfirst,
            String label,
            String date,
            String stamp,
            String correction,
            String note,
            Optional<Figure> picture,
            List<String> lead,
            List<Part> sections,
            String attribution,
            String author,
            String byline,
            String bio,
            String origin,
            String originLabel,
            boolean hasTopics,
            List<Link> topics,
            int level) {
        /** The same below a heading of its own, as one of several. */
        Article within() {
            return new Article(
                    href,
                    language,
                    direction,
                    headline,
                    standfirst,
                    label,
                    date,
                    stamp,
                    correction,
                    note,
                    picture,
                    lead,
                    sections,
                    attribution,
                    author,
                    byline,
                    bio,
                    origin,
                    originLabel,
                    hasTopics,
                    topics,
                    level + 1);
        }
    }

    Teaser teaser(PublishedBriefing published, Messages messages) {
        var briefing = published.briefing();
        var text =
                !briefing.standfirst().isEmpty()
                        ? briefing.standfirst()
                        : briefing.lead().stream().findFirst().orElse("");
        return new Teaser(
                shell.href(Paths.briefing(published)),
                briefing.headline(),
                text,
                messages.date(published.published(), config.publication().zone()),
                published.published().toString());
    }

    List<Teaser> teasers(List<PublishedBriefing> briefings, Messages messages) {
        return briefings.stream().map(briefing -> teaser(briefing, messages)).toList();
    }

    Article article(PublishedBriefing published, Messages messages) {
        var briefing = published.briefing();
        var zone = config.publication().zone();
        var note = published.note();
        return new Article(
                shell.href(Paths.briefing(published)),
                briefing.language(),
                direction(briefing),
                briefing.headline(),
                briefing.standfirst(),
                briefing.label(),
                messages.date(published.published(), zone),
                published.published().toString(),
                note.isEmpty()
                        ? ""
                        : messages.text(
                                "web.corrected", messages.dateTime(published.updated(), zone)),
                note,
                figure(published),
                briefing.lead(),
                briefing.sections().stream()
                        .map(section ->
                                new Part(
                                        section.heading(),
                                        section.blocks().stream()
                                                .map(block -> piece(block, published))
                                                .toList()))
                        .toList(),
                briefing.attribution().sentence(),
                briefing.author().name(),
                briefing.author().isNamed()
                        ? messages.text("web.by", briefing.author().name())
                        : "",
                briefing.author().bio(),
                briefing.link(),
                messages.text("web.original"),
                !briefing.topics().isEmpty(),
                topics(briefing.topics()),
                2);
    }

    private Optional<Figure> figure(PublishedBriefing published) {
        return published
                .briefing()
                .picture()
                .flatMap(picture ->
                        published
                                .medium(picture.reference())
                                .map(medium ->
                                        new Figure(
                                                shell.href(medium.path()),
                                                picture.alt(),
                                                medium.width(),
                                                medium.height(),
                                                picture.credit())));
    }

    static String direction(Briefing briefing) {
        var direction =
                briefing.language().isEmpty()
                        ? Direction.ofText(briefing.headline())
                        : Direction.ofLanguage(briefing.language());
        return direction.word();
    }

    private Piece piece(Block block, PublishedBriefing published) {
        return switch (block) {
            case Block.Points points -> new Piece(true, points.points(), "", "");
            case Block.Paragraph paragraph -> new Piece(false, List.of(), paragraph.text(), "");
            case Block.Markup markup ->
                    new Piece(
                            false,
                            List.of(),
                            "",
                            MarkupPictures.ours(markup.html(), published, shell::href));
        };
    }

    List<Link> topics(List<TopicId> topics) {
        return topics.stream()
                .map(topic -> new Link(shell.href(Paths.topic(topic)), config.titleOf(topic), ""))
                .toList();
    }

    List<Link> lists(Messages messages) {
        return config.lists().stream()
                .filter(list -> list.visibility() == NewsList.Visibility.PUBLIC)
                .map(list ->
                        new Link(
                                shell.href(Paths.list(list.id())),
                                list.title(),
                                list.description().isEmpty()
                                        ? Cadences.inWords(list, messages)
                                        : list.description()))
                .toList();
    }

    List<Link> editions(List<ArchivedEdition> editions, Messages messages) {
        return editions.stream()
                .map(edition ->
                        new Link(
                                shell.href(Paths.edition(edition.list(), edition.number())),
                                edition.subject(),
                                messages.text("web.edition", messages.number(edition.number()))
                                        + " · "
                                        + messages.date(
                                                edition.made(), config.publication().zone())))
                .toList();
    }
}
