package org.briefwire.web;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.briefwire.link.Links;

/** Everything that a publication shows to readers, mail programs and feed readers. */
public final class Pages {
    private final Library library;
    private final Links links;
    private final Services services;
    private final InstantSource clock;
    private final Shell shell;

    public Pages(Library library, Services services, Links links, InstantSource clock) {
        this.library = library;
        this.links = links;
        this.services = services;
        this.clock = clock;
        this.shell = new Shell(library.config(), library.templates(), library.languages());
    }

    /** Where each of them is. */
    public List<Route> routes() {
        var routes = new ArrayList<Route>();
        // of two routes that fit an address, the first one answers: /editions/{list}/feed.rss
        routes.addAll(new FeedPages(library.feeds(), library.config(), errors()).routes());
        routes.addAll(new MediaPages(library.media(), errors()).routes());
        routes.addAll(new ArchivePages(library, shell).routes());
        routes.addAll(new EditionPages(library, shell).routes());
        routes.addAll(new LeavePages(services, links, clock, shell).routes());
        routes.addAll(
                new PreferencePages(library, links, services.choose(), clock, shell).routes());
        routes.addAll(new OwnDataPages(services, links, clock, shell).routes());
        routes.addAll(new JoinPages(library, services.joining(), links, clock, shell).routes());
        routes.addAll(new ConfirmPages(services.joining().join(), shell).routes());
        routes.addAll(new ApprovePages(library, services, links, clock, shell).routes());
        routes.addAll(new PlainPages(library, shell).routes());
        return routes;
    }

    /** The templates of pages, and what each is fed with: a new page adds its own. */
    public static Map<String, Class<? extends Record>> templates() {
        return Map.ofEntries(
                Map.entry("web/page.html", Shell.View.class),
                Map.entry("web/style.txt", Shell.NoValues.class),
                Map.entry("web/front.html", ArchivePages.Front.class),
                Map.entry("web/briefing.html", ArchivePages.Briefing.class),
                Map.entry("web/collection.html", ArchivePages.Collection.class),
                Map.entry("web/edition.html", EditionPages.View.class),
                Map.entry("web/error.html", ErrorPages.View.class),
                Map.entry("web/leave.html", LeavePages.View.class),
                Map.entry("web/approve.html", ApprovePages.View.class),
                Map.entry("web/preferences.html", PreferenceView.class),
                Map.entry("web/data.html", OwnDataPages.Whole.class),
                Map.entry("web/subscribe.html", JoinView.class),
                Map.entry("web/confirm.html", ConfirmPages.View.class),
                Map.entry("web/answer.html", OwnDataPages.Answer.class));
    }

    /** What is shown instead of a page. */
    public ErrorPages errors() {
        return new ErrorPages(shell);
    }

    /** The frame of every page, for pages that others add. */
    public Shell shell() {
        return shell;
    }
}
