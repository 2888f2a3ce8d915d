package org.briefwire.web;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
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
        routes.addAll(new ArchivePages(library, shell).routes());
        routes.addAll(new EditionPages(library, shell).routes());
        routes.addAll(new LeavePages(links, services.leave(), clock, shell).routes());
        routes.addAll(new ApprovePages(library, services, links, clock, shell).routes());
        routes.addAll(new PlainPages(library, shell).routes());
        return routes;
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
