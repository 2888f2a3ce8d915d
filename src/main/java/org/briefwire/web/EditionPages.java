package org.briefwire.web;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.briefwire.compose.Stencil;
import org.briefwire.config.NewsList;
import org.briefwire.link.Paths;
import org.briefwire.model.ArchivedEdition;
import org.briefwire.model.Ids;
import org.briefwire.model.ListId;
import org.briefwire.store.EditionArchive;

/** Editions: their canonical content, and the mails as they were sent, without what is personal. */
final class EditionPages {
    /** A mail brings its own style, and pictures from where its briefings came from. */
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' https: data:;"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private static final Pattern BODY = Pattern.compile("(?is)(<body[^>]*>)(.*)(</body>)");

    private final Library library;
    private final Shell shell;
    private final Views views;
    private final ErrorPages errors;
    private final ArchivePages archive;

    EditionPages(Library library, Shell shell) {
        this.library = library;
        this.shell = shell;
        this.views = new Views(library.config(), shell);
        this.errors = new ErrorPages(shell);
        this.archive = new ArchivePages(library, shell);
    }

    record View(
            String kicker,
            String listHref,
            String listTitle,
            String subject,
            String date,
            String stamp,
            List<Views.Article> briefings) {}

    List<Route> routes() {
        return List.of(
                Route.get("/editions/{list}/{number}", this::edition),
                Route.get("/editions/{list}/{number}/{key}", this::mail));
    }

    private Optional<NewsList> list(Request request) {
        var id = request.param("list");
        return Ids.isId(id) ? library.config().list(new ListId(id)) : Optional.empty();
    }

    /** Below any number that an edition has when it is no number. */
    private static long number(Request request) {
        var number = request.param("number");
        return number.matches("[1-9][0-9]{0,17}") ? Long.parseLong(number) : 0;
    }

    private Response edition(Request request) {
        var list = list(request);
        if (list.isEmpty()) {
            return errors.page(404, request);
        }
        if (list.get().visibility() == NewsList.Visibility.PRIVATE) {
            return archive.notPublic(shell.messagesFor(request));
        }
        return library.editions()
                .byNumber(list.get().id(), number(request))
                .filter(edition -> !edition.items().isEmpty())
                .map(edition -> edition(list.get(), edition))
                .orElseGet(() -> missing(list.get(), request));
    }

    private Response missing(NewsList list, Request request) {
        return library.editions().isTakenBack(list.id(), number(request))
                ? errors.goneEdition(request)
                : errors.page(404, request);
    }

    private Response edition(NewsList list, ArchivedEdition edition) {
        var messages = shell.messagesIn(list.language());
        var kicker = messages.text("web.edition", messages.number(edition.number()));
        var view =
                new View(
                        kicker,
                        shell.href(Paths.list(list.id())),
                        list.title(),
                        edition.subject(),
                        messages.date(edition.made(), library.config().publication().zone()),
                        edition.made().toString(),
                        edition.items().stream()
                                .map(item -> views.article(item.briefing(), messages).within())
                                .toList());
        var head =
                new Head(
                        messages,
                        edition.subject(),
                        edition.preheader(),
                        Paths.edition(list.id(), edition.number()),
                        Paths.editions(list.id()) + "/feed");
        return shell.page(200, head, shell.body("web/edition.html", view))
                .with("Cache-Control", "public, max-age=60");
    }

    /** A mail has the frame of its program's; a page has to have its own. */
    private static String asPage(String mail) {
        return BODY.matcher(mail).replaceFirst("$1<main>$2</main>$3");
    }

    /** Also of a list that is not public: who has the key has had the mail. */
    private Response mail(Request request) {
        var list = list(request);
        if (list.isEmpty()) {
            return errors.page(404, request);
        }
        return switch (library.editions()
                .content(list.get().id(), number(request), request.param("key"))) {
            case EditionArchive.Mailed.Content content ->
                    Response.html(200, asPage(Stencil.read(content.mime()).html()))
                            .with("Content-Security-Policy", MAIL_POLICY)
                            .with("X-Robots-Tag", "noindex")
                            .with("Cache-Control", "public, max-age=60");
            case EditionArchive.Mailed.TakenBack taken -> errors.goneEdition(request);
            case EditionArchive.Mailed.Unknown unknown -> errors.page(404, request);
        };
    }
}
