package org.briefwire.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a delivery status notification (RFC 3464), however it is wrapped. */
final class StatusReport {
    private static final int MOST = 100;
    private static final int MOST_LINES = 5_000;
    private static final Pattern STATUS =
            Pattern.compile("(?<![\\w./-])([245]\\.\\d{1,3}\\.\\d{1,3})(?![.-]?\\w)");
    private static final Pattern RECIPIENT =
            Pattern.compile("(?im)^[ \\t>]*(?:final|original)-recipient[ \\t]*:");
    private static final Pattern FINAL = Pattern.compile("(?im)^[ \\t>]*final-recipient[ \\t]*:");
    private static final Pattern INDENT = Pattern.compile("^[ \\t>]+(?=[A-Za-z-]{4,30}[ \\t]?:)");
    private static final Pattern SPACE_BEFORE_COLON = Pattern.compile("^([A-Za-z-]{1,30})[ \\t]+:");

    private StatusReport() {}

    /** One recipient's fields; empty where there are none. */
    record Group(String address, String original, String action, String status, String diagnostic) {
        boolean isDelivered() {
            return Stream.of("deliver", "relay", "expand").anyMatch(action::startsWith);
        }

        /** Whether nothing is lost yet. */
        boolean isDelayed() {
            return action.startsWith("delay");
        }
    }

    static List<Group> of(Mail mail) {
        var groups = new ArrayList<>(groups(String.join("\n\n", mail.statusReports())));
        // some write the fields into the text
        if (groups.isEmpty() && RECIPIENT.matcher(mail.report()).find()) {
            groups.addAll(groups(mail.report()));
        }
        return groups.stream().distinct().limit(MOST).toList();
    }

    private static List<Group> groups(String text) {
        var groups = new ArrayList<Group>();
        var block = new StringBuilder();
        var lines = Stream.concat(text.lines().limit(MOST_LINES), Stream.of(""));
        for (var line : (Iterable<String>) lines::iterator) {
            var begins = FINAL.matcher(line).find() && FINAL.matcher(block).find();
            if (line.isBlank() || begins) {
                add(block.toString(), groups);
                block.setLength(0);
            }
            if (!line.isBlank()) {
                var flush = INDENT.matcher(line).replaceFirst("");
                block.append(SPACE_BEFORE_COLON.matcher(flush).replaceFirst("$1:")).append('\n');
            }
        }
        return groups;
    }

    private static void add(String block, List<Group> groups) {
        var fields = MailHeaders.in(block);
        var last = address(fields.first("final-recipient"));
        var original = address(fields.first("original-recipient"));
        if (last.isEmpty() && original.isEmpty()) {
            return;
        }
        var status = fields.first("status");
        var code = STATUS.matcher(status);
        groups.add(
                new Group(
                        isWhole(last) || original.isEmpty() ? last : original,
                        original,
                        fields.first("action").toLowerCase(Locale.ROOT),
                        code.find() ? code.group(1) : "",
                        Stream.of(
                                        fields.first("diagnostic-code"),
                                        fields.first("x-supplementary-info"),
                                        comment(status))
                                .filter(said -> !said.isBlank())
                                .collect(Collectors.joining(" "))));
    }

    private static boolean isWhole(String address) {
        return address.indexOf('.', address.indexOf('@') + 1) > 0;
    }

    private static String comment(String status) {
        var at = status.indexOf('(');
        return at < 0 ? "" : status.substring(at);
    }

    // 'rfc822;x@y', 'rfc822;<x@y>', 'x@y', 'LOCAL;<>'
    private static String address(String field) {
        return Addresses.in(field.substring(field.indexOf(';') + 1)).stream()
                .findFirst()
                .orElse("");
    }
}
