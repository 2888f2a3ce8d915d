package org.briefwire.web;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Turns Javalin's words into ours and back. */
final class Exchange {
    /** Every answer carries these unless its page says otherwise. */
    private static final Map<String, String> GUARDS =
            Map.of(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self';"
                            + " base-uri 'none'; frame-ancestors 'none'",
                    "X-Content-Type-Options",
                    "nosniff",
                    "Referrer-Policy",
                    "strict-origin-when-cross-origin",
                    "Cross-Origin-Opener-Policy",
                    "same-origin");

    private static final String ANSWERED = "org.briefwire.web.answered";

    private Exchange() {}

    /** Whether GET or HEAD asks. */
    static boolean isReading(Context context) {
        return is(HandlerType.GET, context) || is(HandlerType.HEAD, context);
    }

    private static boolean is(HandlerType method, Context context) {
        return context.method().equals(method);
    }

    /** Whether {@link #write} has been called. */
    static boolean isAnswered(Context context) {
        return context.attribute(ANSWERED) != null;
    }

    static Request read(Context context) {
        var isForm = is(HandlerType.POST, context) && !isMail(context) && !isJson(context);
        return read(context, isForm ? context.formParamMap() : Map.of());
    }

    private static boolean isMail(Context context) {
        var type = context.contentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("message/");
    }

    private static byte[] first(Context context, int most) {
        try {
            return context.bodyInputStream().readNBytes(most);
        } catch (IOException e) {
            throw new UncheckedIOException("what was sent along did not come whole", e);
        }
    }

    /** What was asked, without the body, which may be what is wrong. */
    static Request readHead(Context context) {
        return read(context, Map.of());
    }

    private static boolean isJson(Context context) {
        var type = context.header("Content-Type");
        return type != null && type.strip().toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    private static Request read(Context context, Map<String, List<String>> form) {
        var headers = new HashMap<String, String>();
        for (var name : Collections.list(context.req().getHeaderNames())) {
            headers.put(name, String.join(", ", Collections.list(context.req().getHeaders(name))));
        }
        return new Request(
                context.path(),
                context.pathParamMap(),
                firstOf(context.queryParamMap()),
                firstOf(form),
                most -> first(context, most),
                headers,
                String.valueOf(context.req().getRemoteAddr()));
    }

    private static Map<String, String> firstOf(Map<String, List<String>> values) {
        var first = new HashMap<String, String>();
        values.forEach((name, all) -> first.put(name, all.isEmpty() ? "" : all.getFirst()));
        return first;
    }

    static void write(Response response, Context context) {
        context.attribute(ANSWERED, true);
        context.status(response.status());
        GUARDS.forEach(context::header);
        response.headers().forEach(context::header);
        if (is(HandlerType.HEAD, context)) {
            context.header("Content-Length", Integer.toString(response.body().length));
            return;
        }
        if (response.body().length > 0) {
            context.result(response.body());
        }
    }
}
