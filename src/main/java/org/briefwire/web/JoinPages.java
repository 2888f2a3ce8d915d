package org.briefwire.web;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.audience.Join.Answer;
import org.briefwire.audience.Join.Asking;
import org.briefwire.audience.JoinForm;
import org.briefwire.config.Config;
import org.briefwire.config.Joining.Proof;
import org.briefwire.json.Json;
import org.briefwire.link.Links;
import org.briefwire.link.Purpose;
import org.briefwire.message.Messages;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;
import org.briefwire.model.TopicId;

/** The form that strangers join by; it works without script, and from any site. */
final class JoinPages {
    static final String POLICY =
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self';"
                    + " connect-src 'self'; form-action 'self'; base-uri 'none';"
                    + " frame-ancestors 'none'";
    private static final Duration FORM_LASTS = Duration.ofDays(1);
    private static final String TRAP = "website";

    private final Library library;
    private final JoinServices joining;
    private final Links links;
    private final InstantSource clock;
    private final Shell shell;
    private final Clients clients;
    private final Altcha altcha;

    JoinPages(
            Library library, JoinServices joining, Links links, InstantSource clock, Shell shell) {
        this.library = library;
        this.joining = joining;
        this.links = links;
        this.clock = clock;
        this.shell = shell;
        var web = library.config().web();
        this.clients = new Clients(web.trustedProxies());
        this.altcha =
                new Altcha(
                        links, joining.gate(), new SecureRandom(), clock, web.joining().effort());
    }

    List<Route> routes() {
        var api = new JoinApi(library.config(), joining.join(), clients, altcha, shell);
        return List.of(
                Route.get("/subscribe", this::show),
                Route.post("/subscribe", this::ask),
                Route.get("/subscribe/challenge", request -> challenge()),
                Route.get("/script/" + shell.joinScriptName(), request -> script()),
                Route.post("/api/v1/subscriptions", api::ask));
    }

    private Response show(Request request) {
        var filled = new HashMap<String, String>();
        // '?list=daily' ticks a list: for links
        request.query()
                .forEach((name, value) ->
                        filled.put(name.equals("list") ? JoinView.LISTS.of(value) : name, value));
        filled.keySet()
                .retainAll(filled.keySet().stream().filter(JoinView.LISTS::isPrefixOf).toList());
        return form(200, shell.messagesFor(request), filled, Optional.empty(), List.of());
    }

    private Response ask(Request request) {
        var messages = shell.messagesFor(request);
        var form = request.form();
        if (!form.getOrDefault(TRAP, "").isEmpty()) {
            return said(200, messages, "web.join.done"); // a robot learns nothing
        }
        if (!isTimely(form.getOrDefault("stamp", ""))) {
            return again(messages, form, "web.join.again");
        }
        if (library.config().web().joining().proof() == Proof.WORK
                && !altcha.isSolved(form.getOrDefault("altcha", ""))) {
            return again(messages, form, "web.join.proof");
        }
        var asking =
                new Asking(
                        client(request),
                        "page",
                        messages.language(),
                        messages.text("web.join.consent"));
        return switch (joining.join().ask(read(form), asking)) {
            case Answer.LookIntoYourMail() -> said(200, messages, "web.join.done");
            case Answer.Wrong(var problems) -> {
                var note = new JoinView.Note(messages.text("web.join.wrong"), List.of());
                yield form(422, messages, form, Optional.of(note), problems);
            }
            case Answer.TooOften(var after) ->
                    said(429, messages, "web.join.often")
                            .with("Retry-After", Long.toString(after.toSeconds()));
        };
    }

    private String client(Request request) {
        return clients.of(request.peer(), request.header("X-Forwarded-For"));
    }

    /** Whether a form was given out long enough ago, and today. */
    private boolean isTimely(String stamp) {
        var least = library.config().web().joining().fillTime();
        return links.prove(stamp, Purpose.FORM, clock.instant())
                        instanceof org.briefwire.link.Proof.Good(var given)
                && !Instant.ofEpochMilli(given).plus(least).isAfter(clock.instant());
    }

    private static JoinForm read(Map<String, String> form) {
        var topics =
                form.keySet().stream()
                        .filter(JoinView.TOPICS::isPrefixOf)
                        .map(JoinView.TOPICS::rest)
                        .sorted()
                        .toList();
        var rows =
                form.keySet().stream()
                        .filter(JoinView.LISTS::isPrefixOf)
                        .map(JoinView.LISTS::rest)
                        .sorted()
                        .map(id ->
                                new JoinForm.Row(
                                        id,
                                        form.getOrDefault(JoinView.CADENCES.of(id), ""),
                                        "",
                                        topics))
                        .toList();
        return new JoinForm(form.getOrDefault("email", ""), rows, form.getOrDefault("zone", ""));
    }

    private Response again(Messages messages, Map<String, String> form, String why) {
        var note = new JoinView.Note(messages.text(why), List.of());
        return form(200, messages, form, Optional.of(note), List.of());
    }

    private Response form(
            int status,
            Messages messages,
            Map<String, String> filled,
            Optional<JoinView.Note> note,
            List<JoinForm.Problem> problems) {
        var config = library.config();
        var rows = new JoinView.Rows(config, messages, filled);
        var topics = rows.topics(topics(config));
        var now = clock.instant();
        var view =
                new JoinView(
                        messages.text("web.join"),
                        messages.text("web.join.text"),
                        note,
                        shell.href("/subscribe"),
                        links.token(Purpose.FORM, now.toEpochMilli(), now.plus(FORM_LASTS)),
                        messages.text("web.join.trap"),
                        messages.text("web.join.email"),
                        filled.getOrDefault("email", ""),
                        problem(problems, "/email", messages),
                        messages.text("web.join.lists"),
                        problem(problems, "/lists", messages),
                        rows.lists(aWeek(config, now)),
                        messages.text("web.join.cadence"),
                        messages.text("web.join.topics"),
                        messages.text("web.join.topics.help"),
                        topics.size() > 1,
                        topics,
                        messages.text("web.join.consent"),
                        messages.text("web.join.button"),
                        shell.href("/script/" + shell.joinScriptName()),
                        config.web().joining().proof() == Proof.WORK
                                ? Optional.of(
                                        new JoinView.Work(
                                                shell.href("/subscribe/challenge"),
                                                messages.text("web.join.script")))
                                : Optional.empty());
        var head = new Head(messages, view.title(), view.text(), "/subscribe", "");
        return shell.page(status, head, shell.body("web/subscribe.html", view))
                .with("Content-Security-Policy", POLICY)
                .with("Cache-Control", "no-store");
    }

    private static Optional<String> problem(
            List<JoinForm.Problem> problems, String field, Messages messages) {
        return problems.stream()
                .filter(problem -> problem.field().startsWith(field))
                .map(problem -> messages.text(problem.text()))
                .findFirst();
    }

    private Map<ListId, Map<CadenceId, Double>> aWeek(Config config, Instant now) {
        var aWeek = new HashMap<ListId, Map<CadenceId, Double>>();
        for (var list : config.lists()) {
            aWeek.put(list.id(), joining.frequencies().aWeek(list.id(), now));
        }
        return aWeek;
    }

    /** Those with a title, then those that lists name, then those that briefings carry. */
    private List<TopicId> topics(Config config) {
        var topics = new LinkedHashSet<TopicId>();
        config.topics().forEach(topic -> topics.add(topic.id()));
        config.lists().stream()
                .filter(JoinForm::isOpen)
                .forEach(list -> topics.addAll(list.topics()));
        topics.addAll(library.archive().topics());
        return new ArrayList<>(topics).subList(0, Math.min(topics.size(), 40));
    }

    private Response said(int status, Messages messages, String key) {
        return shell.said(status, messages, key);
    }

    private Response challenge() {
        return Response.of(
                        200,
                        "application/json",
                        Json.write(altcha.challenge()).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }

    private Response script() {
        return Response.of(
                        200,
                        "text/javascript; charset=utf-8",
                        shell.joinScript().getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "public, max-age=31536000, immutable");
    }
}
