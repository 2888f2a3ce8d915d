package org.briefwire.web;

import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.briefwire.audience.Choose;
import org.briefwire.link.Links;
import org.briefwire.link.Purpose;
import org.briefwire.message.Messages;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.Preferences.Sheet;

/**
 * Where a subscriber chooses: one page, one form, one button. Reading it changes nothing. Whoever
 * got a mail forwarded can open it too, so it shows no whole address, and nothing of it does harm.
 */
final class PreferencePages {
    private final Links links;
    private final Choose choose;
    private final InstantSource clock;
    private final Shell shell;
    private final PreferenceForm form;

    PreferencePages(Library library, Links links, Choose choose, InstantSource clock, Shell shell) {
        this.links = links;
        this.choose = choose;
        this.clock = clock;
        this.shell = shell;
        this.form = new PreferenceForm(library.config(), library.languages());
    }

    List<Route> routes() {
        return List.of(
                Route.get("/preferences/{token}", this::show),
                Route.post("/preferences/{token}", this::save));
    }

    private Response show(Request request) {
        return subscription(request)
                .flatMap(choose::of)
                .map(sheet -> page(request, 200, sheet, ""))
                .orElseGet(() -> broken(request));
    }

    private Response save(Request request) {
        var subscription = subscription(request);
        var sheet = subscription.flatMap(choose::of);
        if (subscription.isEmpty() || sheet.isEmpty()) {
            return broken(request);
        }
        var now = clock.instant();
        return switch (form.read(request, sheet.get(), choose.offered(sheet.get()), now)) {
            case PreferenceForm.Filled.Wrong(var reason) -> page(request, 400, sheet.get(), reason);
            case PreferenceForm.Filled.Right(var wants) -> {
                choose.choose(sheet.get(), wants, "preferences", now);
                var after = choose.of(subscription.get()).orElse(sheet.get());
                yield page(request, 200, after, "web.preferences.saved");
            }
        };
    }

    private Optional<SubscriptionId> subscription(Request request) {
        return links.subscriptionOf(request.param("token"), Purpose.PREFERENCES);
    }

    private Messages messages(Sheet sheet, Request request) {
        var language = sheet.person().language();
        return language.isEmpty() ? shell.messagesFor(request) : shell.messagesIn(language);
    }

    private Response page(Request request, int status, Sheet sheet, String said) {
        var token = request.param("token");
        var messages = messages(sheet, request);
        var now = clock.instant();
        var ask = shell.href("/preferences/" + token + "/data");
        var view =
                form.view(sheet, choose.offered(sheet), messages, now)
                        .with(said.isEmpty() ? "" : messages.text(said), ask);
        var head = Head.hidden(messages, messages.text("web.preferences"));
        return guarded(shell.page(status, head, shell.body("web/preferences.html", view)));
    }

    private Response broken(Request request) {
        var messages = shell.messagesFor(request);
        var title = messages.text("web.leave.broken");
        var view =
                new ErrorPages.View(
                        "",
                        title,
                        messages.text("web.leave.broken.text"),
                        shell.href("/"),
                        messages.text("web.home"));
        return guarded(
                shell.page(404, Head.hidden(messages, title), shell.body("web/error.html", view)));
    }

    private static Response guarded(Response response) {
        return response.with("Cache-Control", "no-store").with("Referrer-Policy", "no-referrer");
    }
}
