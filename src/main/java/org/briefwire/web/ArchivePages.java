package org.briefwire.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.config.NewsList;
import org.briefwire.link.Paths;
import org.briefwire.message.Messages;
import org.briefwire.model.Ids;
import org.briefwire.model.ListId;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.TopicId;
import org.briefwire.store.Archive;

/** The archive: front page, briefings, lists and topics, each in its content's language. */
final class ArchivePages {
    private static final int ON_FRONT = 20;
    private static final int ON_LISTS = 50;

    private final Library library;
    private final Shell shell;
    private final Views views;
    private final ErrorPages errors;

    ArchivePages(Library library, Shell shell) {
        this.library = library;
        this.shell = shell;
        this.views = new Views(library.config(), shell);
        this.errors = new ErrorPages(shell);
    }

    record Front(
            List<Views.Article> first,
            List<Views.Teaser> briefings,
            String nothing,
            String listsLabel,
            List<Views.Link> lists,
            String topicsLabel,
            boolean hasTopics,
            List<Views.Link> topics) {}

    record Briefing(
            Views.Article article,
            List<Correction> corrections,
            String earlierLabel,
            List<Views.Link> earlier,
            String laterLabel,
            List<Views.Link> later) {}

    /** What an earlier correction said. */
    record Correction(String label, String note) {}

    record Collection(
            String kicker,
            String title,
            String text,
            String cadences,
            List<Views.Teaser> briefings,
            String nothing,
            String editionsLabel,
            boolean hasEditions,
            List<Views.Link> editions) {}

    List<Route> routes() {
        return List.of(
                Route.get("/", request -> front()),
                Route.get("/briefings/{slug}", this::briefing),
                Route.get("/lists/{list}", this::list),
                Route.get("/topics/{topic}", this::topic));
    }

    private Response front() {
        var messages = shell.messagesIn("");
        var newest = library.archive().newest(List.of(), ON_FRONT);
        var topics = library.archive().topics();
        var view =
                new Front(
                        newest.stream().limit(1).map(one -> views.article(one, messages)).toList(),
                        views.teasers(newest.stream().skip(1).toList(), messages),
                        newest.isEmpty() ? messages.text("web.nothing") : "",
                        messages.text("web.lists"),
                        views.lists(messages),
                        messages.text("web.topics"),
                        !topics.isEmpty(),
                        views.topics(topics));
        var head = new Head(messages, "", library.config().publication().title(), "/", "");
        return shown(head, "web/front.html", view);
    }

    private Response briefing(Request request) {
        return switch (library.archive().bySlug(request.param("slug"))) {
            case Archive.Shelved.Released released -> briefing(released.briefing());
            case Archive.Shelved.Withdrawn withdrawn -> errors.gone(request, withdrawn.reason());
            case Archive.Shelved.Unknown() -> errors.page(404, request);
        };
    }

    private Response briefing(PublishedBriefing published) {
        var briefing = published.briefing();
        var messages = shell.messagesIn(briefing.language());
        var view =
                new Briefing(
                        views.article(published, messages),
                        earlierCorrections(published, messages),
                        messages.text("web.earlier"),
                        library.archive().earlier(published).stream().map(this::link).toList(),
                        messages.text("web.later"),
                        library.archive().later(published).stream().map(this::link).toList());
        var head =
                new Head(
                        messages,
                        briefing.headline(),
                        briefing.standfirst(),
                        Paths.briefing(published),
                        "");
        return shown(head, "web/briefing.html", view);
    }

    // the last one stands above the text
    private List<Correction> earlierCorrections(PublishedBriefing published, Messages messages) {
        var zone = library.config().publication().zone();
        return library.archive().corrections(published.id()).stream()
                .filter(correction -> !correction.note().equals(published.note()))
                .map(correction ->
                        new Correction(
                                messages.text(
                                        "web.corrected", messages.dateTime(correction.at(), zone)),
                                correction.note()))
                .toList();
    }

    private Views.Link link(PublishedBriefing briefing) {
        return new Views.Link(
                shell.href(Paths.briefing(briefing)), briefing.briefing().headline(), "");
    }

    private Response list(Request request) {
        var id = request.param("list");
        var list =
                Ids.isId(id) ? library.config().list(new ListId(id)) : Optional.<NewsList>empty();
        if (list.isEmpty()) {
            return errors.page(404, request);
        }
        if (list.get().visibility() == NewsList.Visibility.PRIVATE) {
            return notPublic(shell.messagesFor(request));
        }
        return list(list.get());
    }

    private Response list(NewsList list) {
        var messages = shell.messagesIn(list.language());
        var briefings = library.archive().newest(list.topics(), ON_LISTS);
        var editions = library.editions().newest(list.id(), list.firstCadence().id(), ON_LISTS);
        var view =
                new Collection(
                        messages.text("web.list"),
                        list.title(),
                        list.description(),
                        Cadences.inWords(list, messages),
                        views.teasers(briefings, messages),
                        briefings.isEmpty() ? messages.text("web.nothing") : "",
                        messages.text("web.editions"),
                        !editions.isEmpty(),
                        views.editions(editions, messages));
        var path = Paths.list(list.id());
        var head = new Head(messages, list.title(), list.description(), path, path + "/feed");
        return shown(head, "web/collection.html", view);
    }

    /** The address stands in the list's mails, so it opens; what the list sends is not shown. */
    Response notPublic(Messages messages) {
        var title = messages.text("web.private");
        var view =
                new ErrorPages.View(
                        "",
                        title,
                        messages.text("web.private.text"),
                        shell.href("/"),
                        messages.text("web.home"));
        return shell.page(200, Head.hidden(messages, title), shell.body("web/error.html", view));
    }

    private Response topic(Request request) {
        var text = request.param("topic");
        if (!Ids.isId(text)) {
            return errors.page(404, request);
        }
        var topic = new TopicId(text);
        var briefings = library.archive().newest(List.of(topic), ON_LISTS);
        if (briefings.isEmpty() && !isKnown(topic)) {
            return errors.page(404, request);
        }
        var messages = shell.messagesIn("");
        var title = library.config().titleOf(topic);
        var view =
                new Collection(
                        messages.text("web.topic"),
                        title,
                        "",
                        "",
                        views.teasers(briefings, messages),
                        briefings.isEmpty() ? messages.text("web.nothing") : "",
                        "",
                        false,
                        List.of());
        var path = Paths.topic(topic);
        return shown(
                new Head(messages, title, "", path, path + "/feed"), "web/collection.html", view);
    }

    private boolean isKnown(TopicId topic) {
        var known = new ArrayList<TopicId>();
        library.config().topics().forEach(one -> known.add(one.id()));
        library.config().lists().forEach(list -> known.addAll(list.topics()));
        return known.contains(topic) || library.archive().everyTopic().contains(topic);
    }

    private Response shown(Head head, String template, Record view) {
        return shell.page(200, head, shell.body(template, view))
                .with("Cache-Control", "public, max-age=60");
    }
}
