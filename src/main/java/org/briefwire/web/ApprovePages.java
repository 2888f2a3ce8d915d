package org.briefwire.web;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.link.Links;
import org.briefwire.link.Paths;
import org.briefwire.link.Proof;
import org.briefwire.link.Purpose;
import org.briefwire.message.Messages;
import org.briefwire.model.ArchivedEdition;
import org.briefwire.model.EditionId;
import org.briefwire.notice.HeldEditions;
import org.briefwire.store.Held;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A held edition for who has an editor's link: reading shows it and why it is held, a button lets
 * it go out or stops it (rule 6). What was approved is made by the main job's next look.
 */
final class ApprovePages {
    private static final Logger LOG = LoggerFactory.getLogger(ApprovePages.class);

    private final Library library;
    private final Services services;
    private final Links links;
    private final InstantSource clock;
    private final Shell shell;

    ApprovePages(
            Library library, Services services, Links links, InstantSource clock, Shell shell) {
        this.library = library;
        this.services = services;
        this.links = links;
        this.clock = clock;
        this.shell = shell;
    }

    record View(
            String kicker,
            String title,
            String text,
            boolean hasFacts,
            List<Fact> facts,
            String findingsLabel,
            boolean hasFindings,
            List<String> findings,
            List<Views.Link> mail,
            Optional<Buttons> buttons,
            String briefingsLabel,
            boolean hasBriefings,
            List<Entry> briefings) {}

    record Fact(String label, String value) {}

    record Buttons(String approve, String cancel, String cancelText) {}

    record Entry(String headline, String standfirst, String direction) {}

    List<Route> routes() {
        return List.of(
                Route.get("/approve/{token}", this::show),
                Route.post("/approve/{token}", this::decide));
    }

    private Response show(Request request) {
        return switch (proof(request)) {
            case Proof.Good(var id) -> page(200, request, id);
            case Proof.Expired _, Proof.Broken _ -> broken(request);
        };
    }

    private Response decide(Request request) {
        return switch (proof(request)) {
            case Proof.Good(var id) -> decide(request, id);
            case Proof.Expired _, Proof.Broken _ -> broken(request);
        };
    }

    private Response decide(Request request, long id) {
        var order = request.form().getOrDefault("order", "");
        var edition = services.held().find(new EditionId(id));
        if (!order.equals("approve") && !order.equals("cancel")) {
            return page(400, request, id);
        }
        edition.filter(Held.Edition::waiting).ifPresent(waiting -> order(waiting, order));
        return page(200, request, id);
    }

    private void order(Held.Edition edition, String order) {
        LOG.info(
                "edition {} of {}: {} by an editor's link",
                edition.number(),
                edition.list(),
                order);
        if (order.equals("approve")) {
            services.orders().approve(edition.id(), clock.instant());
        } else {
            services.orders().cancel(edition.id(), clock.instant());
        }
    }

    private Proof proof(Request request) {
        return links.prove(request.param("token"), Purpose.APPROVE, clock.instant());
    }

    private Response page(int status, Request request, long id) {
        var edition = services.held().find(new EditionId(id));
        var list = edition.flatMap(known -> library.config().list(known.list()));
        return list.isEmpty()
                ? broken(request)
                : page(status, shell.messagesFor(request), edition.orElseThrow(), list.get());
    }

    private Response page(int status, Messages messages, Held.Edition edition, NewsList list) {
        var what = edition.waiting() ? "held" : decided(edition);
        var title = messages.text("web.approve." + what);
        var number = messages.text("web.edition", messages.number(edition.number()));
        var items = items(edition);
        var view =
                new View(
                        list.title() + " · " + number,
                        title,
                        messages.text("web.approve." + what + ".text"),
                        true,
                        facts(edition, library.config(), messages),
                        messages.text("web.approve.findings"),
                        edition.waiting() && !edition.findings().isEmpty(),
                        HeldEditions.findings(edition.findings(), messages),
                        mail(edition, messages),
                        edition.waiting() ? Optional.of(buttons(messages)) : Optional.empty(),
                        messages.text("web.approve.briefings"),
                        !items.isEmpty(),
                        items.stream().map(ApprovePages::entry).toList());
        return answered(status, messages, title, view);
    }

    private static String decided(Held.Edition edition) {
        return switch (edition.state()) {
            case OPEN, HELD, SEALED, DONE -> "approved";
            case CANCELLED -> "cancelled";
            case REPLACED, SKIPPED -> "replaced";
        };
    }

    private static List<Fact> facts(Held.Edition edition, Config config, Messages messages) {
        return List.of(
                new Fact(messages.text("notice.held.subject.label"), edition.subject()),
                new Fact(
                        messages.text("notice.held.people"),
                        messages.text("notice.held.people.count", edition.people())),
                new Fact(
                        messages.text("notice.held.due"),
                        messages.dateTime(edition.due(), config.publication().zone())));
    }

    private List<Views.Link> mail(Held.Edition edition, Messages messages) {
        return edition.canonicalKey().stream()
                .map(key -> Paths.edition(edition.list(), edition.number()) + "/" + key)
                .map(path ->
                        new Views.Link(shell.href(path), messages.text("notice.held.view"), ""))
                .toList();
    }

    private List<ArchivedEdition.Item> items(Held.Edition edition) {
        return library.editions()
                .byNumber(edition.list(), edition.number())
                .map(ArchivedEdition::items)
                .orElse(List.of());
    }

    private static Entry entry(ArchivedEdition.Item item) {
        var briefing = item.briefing().briefing();
        return new Entry(briefing.headline(), briefing.standfirst(), Views.direction(briefing));
    }

    private static Buttons buttons(Messages messages) {
        return new Buttons(
                messages.text("web.approve.button"),
                messages.text("web.approve.cancel"),
                messages.text("web.approve.cancel.text"));
    }

    private Response broken(Request request) {
        var messages = shell.messagesFor(request);
        var title = messages.text("web.approve.broken");
        var view =
                new View(
                        "",
                        title,
                        messages.text("web.approve.broken.text"),
                        false,
                        List.of(),
                        "",
                        false,
                        List.of(),
                        List.of(),
                        Optional.empty(),
                        "",
                        false,
                        List.of());
        return answered(404, messages, title, view);
    }

    private Response answered(int status, Messages messages, String title, View view) {
        return shell.page(
                        status, Head.hidden(messages, title), shell.body("web/approve.html", view))
                .with("Cache-Control", "no-store")
                .with("Referrer-Policy", "no-referrer");
    }
}
