package org.briefwire.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.config.Publication;
import org.briefwire.link.Paths;
import org.briefwire.message.Languages;
import org.briefwire.message.Messages;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.ListId;
import org.briefwire.syndicate.FeedFormat;
import org.briefwire.template.Templates;

/** The one frame of every page: head, masthead, footer, style sheet. Safe for many threads. */
public final class Shell {
    private final Config config;
    private final Publication publication;
    private final Templates templates;
    private final Languages languages;
    private final String style;
    private final String styleName;
    private final String joinScript;
    private final String joinScriptName;

    Shell(Config config, Templates templates, Languages languages) {
        this.config = config;
        this.publication = config.publication();
        this.templates = templates;
        this.languages = languages;
        this.style = templates.render("web/style.txt", new NoValues());
        this.styleName = "site-" + digest(style) + ".css";
        this.joinScript = resource("/web/join.js");
        this.joinScriptName = "join-" + digest(joinScript) + ".js";
    }

    /** What the style sheet is fed with. */
    record NoValues() {}

    /** What the template of the frame is fed with. */
    record View(
            String language,
            String direction,
            String title,
            String site,
            String description,
            String canonical,
            boolean hidden,
            String style,
            String icon,
            String home,
            List<Link> feeds,
            String listsLabel,
            boolean hasLists,
            List<Link> lists,
            String join,
            String joinLabel,
            String feedsLabel,
            List<Link> pageFeeds,
            String published,
            String address,
            String skip,
            String body) {}

    /** A link, and for a feed its media type. */
    record Link(String title, String href, String type) {}

    /** A page in its frame. */
    public Response page(int status, Head head, String body) {
        var messages = head.messages();
        var title =
                head.title().isEmpty()
                        ? publication.title()
                        : head.title() + " · " + publication.title();
        var view =
                new View(
                        messages.language(),
                        messages.rightToLeft() ? "rtl" : "ltr",
                        title,
                        publication.title(),
                        head.description(),
                        head.path().isEmpty() ? "" : publication.at(head.path()),
                        head.path().isEmpty(),
                        href("/style/" + styleName),
                        href("/favicon.svg"),
                        href("/"),
                        feeds(head),
                        messages.text("web.lists"),
                        !lists().isEmpty(),
                        lists(),
                        href("/subscribe"),
                        messages.text("web.join"),
                        messages.text("web.feeds"),
                        pageFeeds(head),
                        messages.text("web.published", publication.title()),
                        publication.address(),
                        messages.text("web.skip"),
                        body);
        return Response.html(status, templates.render("web/page.html", view))
                .with("Content-Language", messages.language());
    }

    /** A template of a page's body, filled. */
    public String body(String template, Record view) {
        return templates.render(template, view);
    }

    /**
     * The address of a page as links in pages write it: without the host, so that any one works.
     */
    String href(String path) {
        return publication.url().getRawPath() + path;
    }

    /** The texts for a page that has no language of its own, in the reader's. */
    Messages messagesFor(Request request) {
        return languages.accepted(request.header("Accept-Language"), publication.language());
    }

    /** The texts nearest to a language; empty: to the publication's. */
    Messages messagesIn(String language) {
        return languages.in(language.isEmpty() ? publication.language() : language);
    }

    /** A list's title; one that the config has no more is called by its id. */
    String titleOf(ListId list) {
        return config.list(list).map(NewsList::title).orElse(list.value());
    }

    /** A page that says one thing: the texts KEY and KEY.text. */
    Response said(int status, Messages messages, String key) {
        var title = messages.text(key);
        var view =
                new ErrorPages.View(
                        "",
                        title,
                        messages.text(key + ".text"),
                        href("/"),
                        messages.text("web.home"));
        return page(status, Head.hidden(messages, title), body("web/error.html", view))
                .with("Cache-Control", "no-store");
    }

    String joinScript() {
        return joinScript;
    }

    String joinScriptName() {
        return joinScriptName;
    }

    private static String resource(String name) {
        try (var bytes = Shell.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new BriefwireException(name + " is missing from the program");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " can't be read", e);
        }
    }

    String style() {
        return style;
    }

    String styleName() {
        return styleName;
    }

    private List<Link> lists() {
        return config.lists().stream()
                .filter(list -> list.visibility() == NewsList.Visibility.PUBLIC)
                .map(list -> new Link(list.title(), href(Paths.list(list.id())), ""))
                .toList();
    }

    /** What feed readers find: everything's first, then the page's own. */
    private List<Link> feeds(Head head) {
        var feeds = new ArrayList<Link>();
        for (var format : FeedFormat.values()) {
            var title = "%s (%s)".formatted(publication.title(), format.title());
            feeds.add(feed(title, "/feed", format));
        }
        if (!head.feed().isEmpty()) {
            for (var format : FeedFormat.values()) {
                var title =
                        "%s: %s (%s)".formatted(publication.title(), head.title(), format.title());
                feeds.add(feed(title, head.feed(), format));
            }
        }
        return feeds;
    }

    /** What a person finds in the footer: the page's own, or else everything's. */
    private List<Link> pageFeeds(Head head) {
        var path = head.feed().isEmpty() ? "/feed" : head.feed();
        return Arrays.stream(FeedFormat.values())
                .map(format -> feed(format.title(), path, format))
                .toList();
    }

    private Link feed(String title, String path, FeedFormat format) {
        return new Link(title, publication.at(path + "." + format.extension()), format.mediaType());
    }

    private static String digest(String text) {
        try {
            var hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
