package org.briefwire.syndicate;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.config.Publication;
import org.briefwire.link.Paths;
import org.briefwire.message.Languages;
import org.briefwire.model.ArchivedEdition;
import org.briefwire.model.Medium;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.TopicId;
import org.briefwire.model.WithdrawnBriefing;
import org.briefwire.template.Templates;
import org.jsoup.nodes.Entities;

/**
 * Makes feeds of what the archive has: of everything, of a list, of a topic, of a list's editions.
 */
public final class Feeds {
    /** The most items that a feed has. */
    public static final int LONGEST = 50;

    private final Config config;
    private final Publication publication;
    private final Templates templates;
    private final Languages languages;
    private final String authority;
    private final Map<String, FeedItem> items = new ConcurrentHashMap<>();

    /**
     * Makes feeds with permanent ids.
     *
     * @param firstTag the tag: URI of the first briefing that there ever was, whose authority the
     *     feeds' own ids share, so that they outlive a change of domain; empty when there is none
     */
    public Feeds(Config config, Templates templates, Languages languages, String firstTag) {
        this.config = config;
        this.publication = config.publication();
        this.templates = templates;
        this.languages = languages;
        this.authority = authority(firstTag, publication.url());
    }

    private static String authority(String tag, URI url) {
        var end = tag.indexOf(':', "tag:".length());
        return tag.startsWith("tag:") && end > 0
                ? tag.substring("tag:".length(), end)
                : url.getHost() + ",2026";
    }

    /** Everything. */
    public Feed everything(List<PublishedBriefing> newest) {
        return new Feed(
                id("feed"),
                "/feed",
                publication.title(),
                publication.title(),
                publication.language(),
                publication.at("/"),
                publication.title(),
                newest.stream().map(this::item).toList());
    }

    /** A list's briefings. */
    public Feed of(NewsList list, List<PublishedBriefing> newest) {
        return new Feed(
                id("lists/" + list.id()),
                Paths.list(list.id()) + "/feed",
                list.title(),
                list.description().isEmpty() ? list.title() : list.description(),
                list.language(),
                publication.at(Paths.list(list.id())),
                publication.title(),
                newest.stream().map(this::item).toList());
    }

    /** A topic's briefings. */
    public Feed of(TopicId topic, List<PublishedBriefing> newest) {
        var title = publication.title() + ": " + config.titleOf(topic);
        return new Feed(
                id("topics/" + topic),
                Paths.topic(topic) + "/feed",
                title,
                title,
                publication.language(),
                publication.at(Paths.topic(topic)),
                publication.title(),
                newest.stream().map(this::item).toList());
    }

    /** A list's editions: each digest is an item. */
    public Feed ofEditions(NewsList list, List<ArchivedEdition> newest) {
        var title = languages.in(list.language()).text("feed.editions", list.title());
        return new Feed(
                id("editions/" + list.id()),
                Paths.editions(list.id()) + "/feed",
                title,
                list.description().isEmpty() ? title : list.description(),
                list.language(),
                publication.at(Paths.list(list.id())),
                publication.title(),
                newest.stream().map(edition -> digest(list, edition)).toList());
    }

    /** The same feed with what was taken back lately, so that readers take it back too. */
    public Feed with(Feed feed, List<WithdrawnBriefing> withdrawn) {
        var merged =
                Stream.concat(feed.items().stream(), withdrawn.stream().map(this::item))
                        .sorted(Comparator.comparing(FeedItem::published).reversed())
                        .limit(LONGEST)
                        .toList();
        return new Feed(
                feed.id(),
                feed.path(),
                feed.title(),
                feed.description(),
                feed.language(),
                feed.home(),
                feed.author(),
                merged);
    }

    private FeedItem item(WithdrawnBriefing withdrawn) {
        var language = publication.language();
        var messages = languages.in(language);
        var reason =
                withdrawn.reason().isEmpty()
                        ? messages.text("web.error.410.text")
                        : withdrawn.reason();
        return new FeedItem(
                withdrawn.tagUri(),
                publication.at(Paths.briefing(withdrawn.slug())),
                messages.text("mail.withdrawn"),
                reason,
                "<p>" + Entities.escape(reason) + "</p>",
                withdrawn.published(),
                withdrawn.at(),
                "",
                language,
                List.of(),
                Optional.empty());
    }

    /** Rendered once, however many feeds have it. */
    private FeedItem item(PublishedBriefing published) {
        return items.computeIfAbsent(
                published.id() + "/" + published.release(), key -> render(published));
    }

    private FeedItem render(PublishedBriefing published) {
        var content = Content.of(published, addressOf(published), publication::at);
        var briefing = published.briefing();
        return new FeedItem(
                published.tagUri(),
                content.link(),
                briefing.headline(),
                content.summary(),
                templates.render("feed/briefing.html", content),
                published.published(),
                published.updated(),
                briefing.author().name(),
                briefing.language(),
                briefing.topics().stream().map(config::titleOf).toList(),
                published.firstMedium().map(this::enclosure));
    }

    private FeedItem digest(NewsList list, ArchivedEdition edition) {
        var briefings =
                edition.items().stream()
                        .map(item ->
                                Content.of(
                                        item.briefing(),
                                        addressOf(item.briefing()),
                                        publication::at))
                        .toList();
        return new FeedItem(
                id("editions/%s/%d".formatted(list.id(), edition.number())),
                publication.at(Paths.edition(list.id(), edition.number())),
                edition.subject(),
                String.join(" · ", briefings.stream().map(Content::headline).toList()),
                templates.render("feed/digest.html", new Content.Several(briefings)),
                edition.made(),
                edition.made(),
                list.title(),
                list.language(),
                List.of(),
                edition.items().stream()
                        .map(item -> item.briefing().firstMedium())
                        .flatMap(Optional::stream)
                        .findFirst()
                        .map(this::enclosure));
    }

    private FeedItem.Enclosure enclosure(Medium medium) {
        return new FeedItem.Enclosure(publication.at(medium.path()), medium);
    }

    private String addressOf(PublishedBriefing briefing) {
        return publication.at(Paths.briefing(briefing));
    }

    private String id(String specific) {
        return "tag:%s:%s".formatted(authority, specific);
    }
}
