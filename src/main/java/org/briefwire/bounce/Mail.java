package org.briefwire.bounce;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A mail that arrived, parted into what its sender says and the copy of what came back. */
final class Mail {
    private static final Pattern COPY_BEGINS =
            Pattern.compile(
                    "(?im)^[ \\t>|]*(?:"
                            + "[-=*_ ]{0,60}(?:this is a copy of|below (?:this line )?is (?:a|the)|original message(?! was)|"
                            + "copy of (?:the|your) (?:original )?message|"
                            + "returned message|message headers?|"
                            + "unsent message|the (?:header|following is|attached file)|"
                            + "forwarded message|message text|start of|your message follows|"
                            + "the text of (?:the|your)|undelivered message|"
                            + "the body of|included is|here is your|the original message(?! was))"
                            + "[^\\n]{0,90})$|^>?(?:return-path|received(?:-spf)?|message-id|mime-version|"
                            + "dkim-signature|domainkey-signature|arc-[a-z-]{4,30}|"
                            + "authentication-results|list-[a-z-]{2,20}|feedback-id|"
                            + "user-agent|x-(?:received|mailer|google|gm|spam|virus|ms|"
                            + "forwarded|originating|priority|sender)[a-z-]{0,40}):[^\\n]*$");
    private static final int SHORTEST_REPORT = 40;
    private static final int LONGEST_REPORT = 64 * 1024;
    private static final int MOST_LINES = 5_000;
    private static final Pattern QUOTE = Pattern.compile("^[ \\t>|]{1,4}(?=[A-Z])");
    private static final List<String> ADDRESSED =
            List.of(
                    "to",
                    "from",
                    "cc",
                    "sender",
                    "return-path",
                    "reply-to",
                    "delivered-to",
                    "x-original-to",
                    "envelope-to");
    private static final List<String> SENT_BY =
            List.of("from", "sender", "return-path", "reply-to", "errors-to");
    private static final List<String> TRACES =
            List.of("received", "message-id", "return-path", "dkim-signature");
    private static final List<String> ADDRESSEE =
            List.of("to", "cc", "delivered-to", "x-original-to", "envelope-to", "x-envelope-to");

    private final MailHeaders headers;
    private final List<MailPart> parts;
    private final String report;
    private final MailHeaders copy;
    private final Set<String> own = new HashSet<>();
    private final boolean returned;

    private Mail(List<MailPart> parts) {
        this.parts = parts;
        this.headers = parts.getFirst().headers();
        var said = said(parts);
        var begins = copyBegins(said);
        this.report = said.substring(0, Math.min(begins, LONGEST_REPORT));
        this.copy = copyOf(parts, said.substring(begins));
        var authors = keys(copy, SENT_BY);
        own.addAll(keys(headers, ADDRESSED));
        own.addAll(authors);
        this.returned = isReturned(headers, copy, authors);
    }

    static Mail of(byte[] bytes) {
        return new Mail(MailParts.of(bytes));
    }

    MailHeaders headers() {
        return headers;
    }

    /** The header of the mail that came back, as far as it is there. */
    MailHeaders copy() {
        return copy;
    }

    /** What the mail says in its own words, up to 64 KiB, without the copy of what came back. */
    String report() {
        return report;
    }

    String subject() {
        return headers.first("subject");
    }

    /** The texts of a media type that are not within the copy. */
    List<String> texts(String type) {
        return parts.stream()
                .filter(part -> part.type().equals(type) && part.depth() == 0)
                .map(MailPart::text)
                .toList();
    }

    /** The texts of the delivery status notifications in it, or else in what came back with it. */
    List<String> statusReports() {
        // a report about a report tells of its own recipient, not of that one's
        var own = statusReports(0);
        return own.isEmpty() ? statusReports(1) : own;
    }

    private List<String> statusReports(int depth) {
        return parts.stream()
                .filter(part -> part.type().endsWith("delivery-status") && part.depth() == depth)
                .map(MailPart::text)
                .toList();
    }

    /** Who wrote it. */
    Optional<String> sender() {
        return sender(headers);
    }

    private static Optional<String> sender(MailHeaders headers) {
        return Stream.of("from", "reply-to", "return-path")
                .flatMap(name -> headers.all(name).stream())
                .flatMap(value -> Addresses.in(value).stream())
                .findFirst();
    }

    BounceReading reading(Kind kind, List<Returned> recipients, String rule) {
        var addressedTo = ADDRESSEE.stream().flatMap(name -> headers.all(name).stream()).toList();
        var traces = new ArrayList<String>();
        for (var part : parts) {
            traces.addAll(part.headers().values());
            traces.add(part.text());
        }
        traces.addAll(copy.values());
        var origin =
                new Origin(
                        sender().orElse(""),
                        subject(),
                        Signs.ofReport(this) >= Signs.MAY_BE,
                        addressedTo,
                        traces);
        return new BounceReading(kind, recipients, rule, origin);
    }

    /** Whether an address is that of who wrote or got this mail, or who sent the one before. */
    boolean isOwn(String address) {
        return own.contains(Addresses.key(address));
    }

    /**
     * Whether it brings a mail back to where that came from, with the traces of its way. Whoever
     * got that mail brings back nothing: they answer.
     */
    boolean isReturned() {
        return returned;
    }

    private static boolean isReturned(MailHeaders headers, MailHeaders copy, List<String> authors) {
        if (TRACES.stream().noneMatch(copy::has)) {
            return false;
        }
        var theirs = domains(authors);
        return domains(keys(headers, ADDRESSEE)).stream().anyMatch(theirs::contains)
                && sender(headers)
                        .map(Addresses::key)
                        .filter(keys(copy, ADDRESSEE)::contains)
                        .isEmpty();
    }

    private static Set<String> domains(List<String> addresses) {
        return addresses.stream()
                .map(address -> address.substring(address.lastIndexOf('@') + 1))
                .collect(Collectors.toSet());
    }

    private static List<String> keys(MailHeaders headers, List<String> names) {
        return names.stream()
                .flatMap(name -> headers.all(name).stream())
                .flatMap(value -> Addresses.in(value).stream())
                .map(Addresses::key)
                .toList();
    }

    private static String said(List<MailPart> parts) {
        var plain = join(parts, "text/plain");
        if (!plain.isBlank()) {
            return plain;
        }
        var html = join(parts, "text/html");
        if (!html.isBlank()) {
            return Plain.ofHtml(html);
        }
        return parts.stream()
                .filter(part -> part.depth() == 0)
                .filter(part -> !part.type().startsWith("message/"))
                .map(MailPart::text)
                .collect(Collectors.joining("\n"));
    }

    private static String join(List<MailPart> parts, String type) {
        return parts.stream()
                .filter(part -> part.depth() == 0 && part.type().equals(type))
                .map(MailPart::text)
                .collect(Collectors.joining("\n"));
    }

    private static int copyBegins(String said) {
        var first = 0;
        while (first < said.length() && Character.isWhitespace(said.charAt(first))) {
            first++;
        }
        var matcher = COPY_BEGINS.matcher(said);
        while (matcher.find()) {
            // a heading that comes first has the report behind it
            if (lastBefore(said, matcher.start(), first) - first >= SHORTEST_REPORT) {
                return matcher.start();
            }
        }
        return said.length();
    }

    private static int lastBefore(String said, int end, int first) {
        var last = end;
        while (last > first && Character.isWhitespace(said.charAt(last - 1))) {
            last--;
        }
        return last;
    }

    private static MailHeaders copyOf(List<MailPart> parts, String rest) {
        for (var part : parts) {
            if (part.depth() > 0 && part.type().equals("message")) {
                return part.headers();
            }
        }
        for (var part : parts) {
            if (part.type().endsWith("rfc822-headers") || part.type().endsWith("global-headers")) {
                return MailHeaders.in(part.text());
            }
        }
        return MailHeaders.in(
                rest.lines()
                        .limit(MOST_LINES)
                        .map(line -> QUOTE.matcher(line).replaceFirst(""))
                        .dropWhile(line -> MailHeaders.fieldName(line).isEmpty()));
    }
}
