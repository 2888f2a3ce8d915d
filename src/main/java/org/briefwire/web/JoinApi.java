package org.briefwire.web;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.briefwire.audience.Join;
import org.briefwire.audience.Join.Answer;
import org.briefwire.audience.Join.Asking;
import org.briefwire.audience.JoinForm;
import org.briefwire.config.Config;
import org.briefwire.config.Joining.Proof;
import org.briefwire.json.Json;
import org.briefwire.message.Messages;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.LanguageTag;

/** Joining for programs: JSON in, JSON out, errors as RFC 9457 has them. */
final class JoinApi {
    private final Config config;
    private final Join join;
    private final Clients clients;
    private final Altcha altcha;
    private final Shell shell;

    JoinApi(Config config, Join join, Clients clients, Altcha altcha, Shell shell) {
        this.config = config;
        this.join = join;
        this.clients = clients;
        this.altcha = altcha;
        this.shell = shell;
    }

    private static final int LONGEST_BODY = 1 << 16;

    /** What is posted; anything may be missing. */
    record Input(
            Optional<String> email,
            Optional<List<Wanted>> lists,
            Optional<String> language,
            Optional<String> zone,
            Optional<String> altcha) {}

    record Wanted(
            Optional<String> list,
            Optional<String> cadence,
            Optional<String> depth,
            Optional<List<String>> topics) {}

    record Accepted(String status, String detail) {}

    record Problem(String type, String title, int status, String detail, List<Wrong> errors) {}

    record Wrong(String pointer, String detail) {}

    Response ask(Request request) {
        var messages = shell.messagesFor(request);
        if (!request.header("Content-Type").startsWith("application/json")) {
            return problem(415, "Unsupported Media Type", "send application/json", List.of());
        }
        var sent = request.body().first(LONGEST_BODY + 1);
        if (sent.length > LONGEST_BODY) {
            return problem(413, "Content Too Large", "send at most 64 KiB", List.of());
        }
        Input input;
        var body = new String(sent, StandardCharsets.UTF_8);
        try {
            if (!body.strip().startsWith("{")) {
                throw new BriefwireException("the body is no JSON object");
            }
            input = Json.read(body, Input.class);
        } catch (BriefwireException noJson) {
            return problem(400, "Bad Request", String.valueOf(noJson.getMessage()), List.of());
        }
        return ask(request, input, input.language().map(this::texts).orElse(messages));
    }

    private Messages texts(String language) {
        try {
            return shell.messagesIn(LanguageTag.of(language));
        } catch (IllegalArgumentException noTag) {
            return shell.messagesIn("");
        }
    }

    private Response ask(Request request, Input input, Messages messages) {
        if (config.web().joining().proof() == Proof.WORK
                && !altcha.isSolved(input.altcha().orElse(""))) {
            return problem(
                    422,
                    "Unprocessable Content",
                    messages.text("web.join.proof"),
                    List.of(new Wrong("/altcha", "GET /subscribe/challenge gives the task")));
        }
        var form =
                new JoinForm(
                        input.email().orElse(""),
                        input.lists().orElse(List.of()).stream()
                                .filter(Objects::nonNull)
                                .map(JoinApi::row)
                                .toList(),
                        input.zone().orElse(""));
        var asking =
                new Asking(
                        clients.of(request.peer(), request.header("X-Forwarded-For")),
                        "api",
                        messages.language(),
                        "POST /api/v1/subscriptions");
        return switch (join.ask(form, asking)) {
            case Answer.LookIntoYourMail() ->
                    json(
                            202,
                            "application/json",
                            new Accepted("pending", messages.text("web.join.done.text")));
            case Answer.Wrong(var problems) ->
                    problem(
                            422,
                            "Unprocessable Content",
                            messages.text("web.join.wrong"),
                            problems.stream()
                                    .map(wrong ->
                                            new Wrong(wrong.field(), messages.text(wrong.text())))
                                    .toList());
            case Answer.TooOften(var after) ->
                    problem(
                                    429,
                                    "Too Many Requests",
                                    messages.text("web.join.often.text"),
                                    List.of())
                            .with("Retry-After", Long.toString(after.toSeconds()));
        };
    }

    private static JoinForm.Row row(Wanted wanted) {
        return new JoinForm.Row(
                wanted.list().orElse(""),
                wanted.cadence().orElse(""),
                wanted.depth().orElse(""),
                wanted.topics().orElse(List.of()).stream().filter(Objects::nonNull).toList());
    }

    private static Response problem(int status, String title, String detail, List<Wrong> errors) {
        return json(
                status,
                "application/problem+json",
                new Problem("about:blank", title, status, detail, errors));
    }

    private static Response json(int status, String type, Object body) {
        return Response.of(status, type, Json.write(body).getBytes(StandardCharsets.UTF_8))
                .with("Cache-Control", "no-store");
    }
}
