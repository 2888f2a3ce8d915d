package org.briefwire.demo;

import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.briefwire.demo.DemoPost.Arrived;
import org.briefwire.template.Templates;
import org.briefwire.web.Request;
import org.briefwire.web.Response;
import org.briefwire.web.Route;

/** The mails as they arrived: a list, and each as HTML, text and source. */
final class MailboxPages {
    private static final String FRAMED =
            "default-src 'none'; style-src 'self'; frame-src 'self'; base-uri 'none';"
                    + " form-action 'none'";
    // what a mail program shows: styles and nothing else, whatever the mail says
    private static final String MAIL =
            "default-src 'none'; style-src 'unsafe-inline'; img-src data: https:; sandbox"
                    + " allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation";

    private final DemoPost post;
    private final Templates templates;
    private final DateTimeFormatter time;

    MailboxPages(DemoPost post, Templates templates, ZoneId zone) {
        this.post = post;
        this.templates = templates;
        this.time = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(zone);
    }

    List<Route> routes() {
        return List.of(
                Route.get("/mailbox", this::list),
                Route.get("/mailbox.css", request -> style()),
                Route.get("/mailbox/{number}", request -> view(request, "html")),
                Route.get("/mailbox/{number}/text", request -> view(request, "text")),
                Route.get("/mailbox/{number}/source", request -> view(request, "source")),
                Route.get("/mailbox/{number}/body", this::body));
    }

    /** What the list shows; the newest mail first. */
    record ListPage(String count, List<Row> mails, boolean none) {}

    /** A line of the list. */
    record Row(String address, String to, String subject, String time) {}

    /** What one mail's page shows: a frame with its HTML, or its text or source. */
    record MailPage(
            Row mail, String from, boolean html, boolean text, boolean source, String shown) {}

    private Response list(Request request) {
        var mails =
                post.arrived().stream()
                        .sorted(Comparator.comparingInt(Arrived::number).reversed())
                        .map(this::row)
                        .toList();
        var count = mails.size() == 1 ? "1 mail" : mails.size() + " mails";
        var page = new ListPage(count, mails, mails.isEmpty());
        return Response.html(200, templates.render("demo/mailbox.html", page))
                .with("Content-Security-Policy", FRAMED);
    }

    private Response view(Request request, String shown) {
        return find(request)
                .map(mail ->
                        Response.html(200, templates.render("demo/mail.html", page(mail, shown))))
                .orElseGet(() -> Response.text(404, "There is no such mail."))
                .with("Content-Security-Policy", FRAMED);
    }

    private MailPage page(Arrived mail, String shown) {
        return new MailPage(
                row(mail),
                mail.from(),
                shown.equals("html"),
                shown.equals("text"),
                shown.equals("source"),
                shown.equals("text") ? mail.text() : mail.source());
    }

    private Response body(Request request) {
        return find(request)
                .map(mail -> Response.html(200, mail.html()))
                .orElseGet(() -> Response.text(404, "There is no such mail."))
                .with("Content-Security-Policy", MAIL)
                .with("X-Frame-Options", "SAMEORIGIN");
    }

    private static Response style() {
        return Response.of(200, "text/css; charset=utf-8", Samples.bytes("mailbox.css"));
    }

    private Optional<Arrived> find(Request request) {
        var number = request.param("number");
        return post.arrived().stream()
                .filter(mail -> Integer.toString(mail.number()).equals(number))
                .findFirst();
    }

    private Row row(Arrived mail) {
        return new Row(
                "/mailbox/" + mail.number(),
                mail.to(),
                mail.subject(),
                mail.sent().map(sent -> time.format(sent.toInstant())).orElse(""));
    }
}
