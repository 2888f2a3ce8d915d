package org.briefwire.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Conditional requests and content codings (RFC 9110 sections 12.5.3 and 13). */
final class Conditions {
    /** Always two digits of day, unlike RFC_1123_DATE_TIME (RFC 9110 section 5.6.7). */
    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private static final Pattern TAG = Pattern.compile("(?:W/)?(\"[^\"]*\")");
    private static final Pattern CODING =
            Pattern.compile("(?i)([\\w*-]+)(?:\\s*;\\s*q\\s*=\\s*([0-9.]+))?");

    private Conditions() {}

    static String httpDate(Instant instant) {
        return HTTP_DATE.format(instant);
    }

    /**
     * The tag of what the client has, when that is still good. Only when it names no tag does its
     * date count.
     *
     * @param etags of the chosen representation, then of those that hold the same
     */
    static Optional<String> unchanged(Request request, List<String> etags, Instant modified) {
        var noneMatch = request.header("If-None-Match");
        if (!noneMatch.isEmpty()) {
            if (noneMatch.strip().equals("*")) {
                return Optional.of(etags.getFirst());
            }
            var given = TAG.matcher(noneMatch).results().map(match -> match.group(1)).toList();
            return etags.stream().filter(given::contains).findFirst();
        }
        return parse(request.header("If-Modified-Since"))
                .filter(since -> !modified.truncatedTo(ChronoUnit.SECONDS).isAfter(since))
                .map(since -> etags.getFirst());
    }

    private static Optional<Instant> parse(String httpDate) {
        try {
            return httpDate.isEmpty()
                    ? Optional.empty()
                    : Optional.of(
                            DateTimeFormatter.RFC_1123_DATE_TIME.parse(httpDate, Instant::from));
        } catch (DateTimeParseException ignoredAsTheRfcSays) {
            return Optional.empty();
        }
    }

    static boolean acceptsGzip(String acceptEncoding) {
        var star = false;
        for (var part : acceptEncoding.split(",", -1)) {
            var coding = CODING.matcher(part.strip());
            if (coding.matches()) {
                var wanted = coding.group(2) == null || !coding.group(2).matches("0(\\.0*)?");
                if (coding.group(1).equalsIgnoreCase("gzip")) {
                    return wanted;
                }
                star |= coding.group(1).equals("*") && wanted;
            }
        }
        return star;
    }
}
