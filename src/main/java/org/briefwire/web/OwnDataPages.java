package org.briefwire.web;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.function.BiFunction;
import org.briefwire.link.Links;
import org.briefwire.link.Proof;
import org.briefwire.link.Purpose;
import org.briefwire.message.Messages;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.Preferences.Sheet;

/**
 * What would do harm in the hands of somebody to whom a mail was forwarded: everything that is
 * held, another address, erasing. It needs a link that was just sent to the address; reading
 * changes nothing.
 */
final class OwnDataPages {
    private static final int MOST_ADDRESSES_A_DAY = 3;

    private final Services services;
    private final Links links;
    private final InstantSource clock;
    private final Shell shell;

    OwnDataPages(Services services, Links links, InstantSource clock, Shell shell) {
        this.services = services;
        this.links = links;
        this.clock = clock;
        this.shell = shell;
    }

    record View(
            String title,
            String text,
            String said,
            String download,
            String downloadLabel,
            String address,
            String addressText,
            String addressButton,
            String erase,
            String eraseText,
            String choose,
            String chooseLabel) {}

    record Answer(String title, String text, String button, String choose, String chooseLabel) {}

    List<Route> routes() {
        return List.of(
                Route.post("/preferences/{token}/data", this::send),
                Route.get("/your-data/{token}", request -> fresh(request, this::show)),
                Route.get("/your-data/{token}/download", request -> fresh(request, this::download)),
                Route.post("/your-data/{token}/address", request -> fresh(request, this::move)),
                Route.post("/your-data/{token}/erase", request -> fresh(request, this::erase)),
                Route.get("/your-address/{token}", request -> address(request, "")),
                Route.post("/your-address/{token}", request -> address(request, "confirm")));
    }

    private Response send(Request request) {
        var token = links.subscriptionOf(request.param("token"), Purpose.PREFERENCES);
        var sheet = token.flatMap(services.choose()::of);
        if (token.isEmpty() || sheet.isEmpty()) {
            return broken(request);
        }
        var messages = messages(sheet.get(), request);
        var to = sheet.get().person().address();
        services.ownDataNotices().link(token.get(), to, messages, clock.instant());
        return answer(
                200,
                messages,
                new Answer(
                        messages.text("web.data.sent"),
                        messages.text("web.data.sent.text", MaskedAddress.of(to)),
                        "",
                        links.preferences(token.get()),
                        messages.text("web.data.back")));
    }

    private record Asked(Request request, SubscriptionId subscription) {}

    private Response fresh(Request request, BiFunction<Asked, Sheet, Response> page) {
        return switch (links.prove(request.param("token"), Purpose.OWN_DATA, clock.instant())) {
            case Proof.Broken() -> broken(request);
            case Proof.Expired(var subject) -> expired(request, new SubscriptionId(subject));
            case Proof.Good(var subject) -> {
                var subscription = new SubscriptionId(subject);
                yield services.choose()
                        .of(subscription)
                        .map(sheet -> page.apply(new Asked(request, subscription), sheet))
                        .orElseGet(() -> erased(shell.messagesFor(request)));
            }
        };
    }

    private Response show(Asked asked, Sheet sheet) {
        return show(200, asked, sheet, "");
    }

    private Response show(int status, Asked asked, Sheet sheet, String said) {
        var messages = messages(sheet, asked.request());
        var here = shell.href("/your-data/" + asked.request().param("token"));
        var view =
                new View(
                        messages.text("web.data"),
                        messages.text("web.data.text", sheet.person().address().toString()),
                        said.isEmpty() ? "" : messages.text(said),
                        here + "/download",
                        messages.text("web.data.download"),
                        here + "/address",
                        messages.text("web.data.address.text"),
                        messages.text("web.data.address.button"),
                        here + "/erase",
                        messages.text("web.data.erase.text"),
                        links.preferences(asked.subscription()),
                        messages.text("web.data.back"));
        return guarded(
                shell.page(
                        status,
                        Head.hidden(messages, view.title()),
                        shell.body(
                                "web/data.html",
                                new Whole(
                                        view,
                                        messages.text("web.data.address"),
                                        messages.text("web.data.erase")))));
    }

    record Whole(View page, String addressLabel, String eraseButton) {}

    private Response download(Asked asked, Sheet sheet) {
        var json = services.personalData().json(sheet.id()).orElse("{}") + "\n";
        return guarded(
                Response.of(
                                200,
                                "application/json; charset=utf-8",
                                json.getBytes(StandardCharsets.UTF_8))
                        .with("Content-Disposition", "attachment; filename=\"your-data.json\""));
    }

    private Response move(Asked asked, Sheet sheet) {
        var typed = asked.request().form().getOrDefault("address", "").strip();
        var address = EmailAddress.tryParse(typed);
        if (address.isEmpty()) {
            return show(400, asked, sheet, "web.data.address.bad");
        }
        var now = clock.instant();
        var wish =
                services.personalData()
                        .wishAddress(sheet.id(), address.get(), now, MOST_ADDRESSES_A_DAY);
        if (wish.isEmpty()) {
            return show(429, asked, sheet, "web.data.address.often");
        }
        var messages = messages(sheet, asked.request());
        services.ownDataNotices().confirmAddress(wish.get(), address.get(), messages, now);
        return answer(
                200,
                messages,
                new Answer(
                        messages.text("web.data.sent"),
                        messages.text("web.data.sent.text", address.get().toString()),
                        "",
                        links.preferences(asked.subscription()),
                        messages.text("web.data.back")));
    }

    private Response erase(Asked asked, Sheet sheet) {
        services.personalData().erase(sheet.id(), clock.instant());
        return erased(messages(sheet, asked.request()));
    }

    private Response address(Request request, String order) {
        var messages = shell.messagesFor(request);
        return switch (links.prove(request.param("token"), Purpose.ADDRESS, clock.instant())) {
            case Proof.Broken() -> broken(request);
            case Proof.Expired(var _) -> answer(404, messages, plain(messages, "web.data.expired"));
            case Proof.Good(var wish) ->
                    services.personalData()
                            .wished(wish)
                            .map(address ->
                                    order.isEmpty()
                                            ? question(messages, address)
                                            : confirm(wish, address, messages))
                            .orElseGet(() -> erased(messages));
        };
    }

    private Response question(Messages messages, EmailAddress address) {
        return answer(
                200,
                messages,
                new Answer(
                        messages.text("web.address.ask", address.toString()),
                        "",
                        messages.text("web.address.button"),
                        "",
                        ""));
    }

    private Response confirm(long wish, EmailAddress address, Messages messages) {
        return services.personalData().grantAddress(wish, clock.instant())
                ? answer(
                        200,
                        messages,
                        new Answer(
                                messages.text("web.address.done", address.toString()),
                                "",
                                "",
                                "",
                                ""))
                : answer(409, messages, plain(messages, "web.address.taken"));
    }

    private static Answer plain(Messages messages, String key) {
        return new Answer(messages.text(key), messages.text(key + ".text"), "", "", "");
    }

    private Response erased(Messages messages) {
        return answer(200, messages, plain(messages, "web.data.erased"));
    }

    private Response expired(Request request, SubscriptionId subscription) {
        var messages = shell.messagesFor(request);
        return answer(
                404,
                messages,
                new Answer(
                        messages.text("web.data.expired"),
                        messages.text("web.data.expired.text"),
                        "",
                        links.preferences(subscription),
                        messages.text("web.data.back")));
    }

    private Response broken(Request request) {
        var messages = shell.messagesFor(request);
        return answer(404, messages, plain(messages, "web.leave.broken"));
    }

    private Messages messages(Sheet sheet, Request request) {
        var language = sheet.person().language();
        return language.isEmpty() ? shell.messagesFor(request) : shell.messagesIn(language);
    }

    private Response answer(int status, Messages messages, Answer answer) {
        return guarded(
                shell.page(
                        status,
                        Head.hidden(messages, answer.title()),
                        shell.body("web/answer.html", answer)));
    }

    private static Response guarded(Response response) {
        return response.with("Cache-Control", "no-store").with("Referrer-Policy", "no-referrer");
    }
}
