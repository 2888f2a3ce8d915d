package org.briefwire.bounce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Whom a report in plain words is about, and what it says of each. */
final class ReportText {
    private static final int MOST = 200;
    private static final int LONGEST_LINE = 2_000;

    /** So much of what is said of one address counts. */
    private static final int LONGEST_SAID = 8_000;

    private static final String NAME = "(" + Addresses.ADDRESS + ")";

    private static final Pattern AFTER_A_WORD =
            Pattern.compile(
                    "(?i)(?:rcpt to:?\\s*|recipient(?: address)?\\s*[:=]\\s*|rcpt:\\s*|"
                            + "^\\s*to\\s*:\\s*|failed (?:recipient|address)\\w*\\s*[:=]?\\s*|"
                            + "addressed to\\s*:?\\s*|"
                            + "(?:could ?n[o']t|cannot|unable to|not) be delivered to:?\\s*|"
                            + "not delivered to:?\\s*|delivery to(?: the recipient)?:?\\s*|"
                            + "delivering your mail to\\s*|"
                            + "your (?:message|mail|email) to\\s*|"
                            + "(?:message|mail) (?:wasn't|was not) delivered to\\s*|"
                            + "user:?\\s+)<?"
                            + NAME
                            + ">?");
    private static final Pattern ALONE =
            Pattern.compile(
                    "(?i)^[\\s>|*•\\-]{0,12}"
                            + "(?:\\d+[.)]\\s*|[45]\\d\\d[ -](?:[45]\\.\\d\\.\\d+ )?(?=<))?"
                            + "[\"'<(\\[]*(?:mailto:|smtp:)?"
                            + NAME
                            + "[>\\])\"']*\\s*(?:$|[:;,.…(\\[]|\\.\\.\\.| {2,}|\\t|[-–]|"
                            + "\\s(?:was|is|has|could|smtp|host|on|generated|unknown)\\b)");
    private static final Pattern IN_A_REPLY =
            Pattern.compile("(?i)\\b[45]\\d\\d[ -].*?<?" + NAME + ">?");
    private static final Pattern ANYWHERE = Pattern.compile(NAME);
    private static final Pattern HELPER =
            Pattern.compile(
                    "(?i)(?:contact(?:ing)?|please (?:e-?mail|write to|ask|notify|inform|mail)|"
                            + "send (?:an? )?(?:e-?)?mail to|report (?:it |this )?to|"
                            + "wenden sie sich (?:bitte )?an|kontaktieren sie|contactez|"
                            + "contacter|contacte|póngase en contacto con|contatt[ai]\\w*)"
                            + "[^\\n@]{0,40}?[\\s<(\\[\"':]+"
                            + NAME);

    /** How plainly a line names the one who did not get the mail; the plainest count. */
    private static final List<List<Pattern>> WAYS =
            List.of(List.of(AFTER_A_WORD, ALONE), List.of(IN_A_REPLY), List.of(ANYWHERE));

    private static final Pattern REPLY = Pattern.compile("^[ >]*[45]\\d\\d[ -]");

    private ReportText() {}

    /** Whether a line says in words to whom a mail did not go. */
    static boolean namesAfterAWord(Mail mail) {
        return mail.report()
                .lines()
                .map(ReportText::bounded)
                .anyMatch(line -> line.indexOf('@') >= 0 && AFTER_A_WORD.matcher(line).find());
    }

    /** Whether somebody else's address stands at the beginning of a line, as in a report's list. */
    static boolean namesAlone(Mail mail) {
        var lines = mail.report().lines().map(ReportText::bounded).toList();
        return named(mail, lines, List.of(ALONE)).stream()
                .anyMatch(at -> !mail.isOwn(at.address()));
    }

    private record At(String address, String key, int line) {
        At(String address, int line) {
            this(address, Addresses.key(address), line);
        }
    }

    /** Each address with what is said of it. */
    static Map<String, String> of(Mail mail) {
        var lines = mail.report().lines().map(ReportText::bounded).toList();
        for (var way : WAYS) {
            var found = named(mail, lines, way);
            if (!found.isEmpty()) {
                return said(lines, found);
            }
        }
        return Map.of();
    }

    private static String bounded(String line) {
        return line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) : line;
    }

    // who wrote to themselves, or a mail system to another, is told so by a plain line only
    private static List<At> named(Mail mail, List<String> lines, List<Pattern> way) {
        var found = new ArrayList<At>();
        var matchers = way.stream().map(pattern -> pattern.matcher("")).toList();
        for (var number = 0; number < lines.size() && found.size() < MOST; number++) {
            var line = lines.get(number);
            if (line.indexOf('@') < 0) {
                continue;
            }
            for (var matcher : matchers) {
                matcher.reset(line);
                while (found.size() < MOST && matcher.find()) {
                    found.add(new At(Addresses.tidy(matcher.group(1)), number));
                }
            }
        }
        var helpers = found.isEmpty() ? Set.<String>of() : helpers(lines);
        var others =
                found.stream()
                        .filter(at ->
                                !mail.isOwn(at.address())
                                        && !Addresses.isDaemon(at.address())
                                        && !helpers.contains(at.key()))
                        .toList();
        return others.isEmpty() && way.size() > 1 ? found : others;
    }

    // whom the report says to ask
    private static Set<String> helpers(List<String> lines) {
        // a sentence may go on in the next line
        return HELPER.matcher(String.join(" ", lines))
                .results()
                .limit(MOST)
                .map(found -> Addresses.key(found.group(1)))
                .collect(Collectors.toSet());
    }

    // from its line up to the next that names another; all of it when there is only one
    private static Map<String, String> said(List<String> lines, List<At> found) {
        var spelled = new LinkedHashMap<String, String>();
        found.forEach(at -> spelled.putIfAbsent(at.key(), at.address()));
        if (spelled.size() == 1) {
            return Map.of(spelled.values().iterator().next(), String.join("\n", lines));
        }
        var said = new LinkedHashMap<String, String>();
        for (var index = 0; index < found.size(); index++) {
            var at = found.get(index);
            said.merge(
                    spelled.getOrDefault(at.key(), at.address()),
                    textOf(lines, found, index),
                    (a, b) -> a.length() >= LONGEST_SAID || a.contains(b) ? a : a + "\n" + b);
        }
        return said;
    }

    private static String textOf(List<String> lines, List<At> found, int index) {
        var at = found.get(index);
        if (REPLY.matcher(lines.get(at.line())).find()) {
            return withFolds(lines, at.line());
        }
        var end =
                found.subList(index + 1, found.size()).stream()
                        .filter(next -> !next.key().equals(at.key()))
                        .findFirst()
                        .map(next -> Math.max(at.line() + 1, next.line()))
                        .orElse(lines.size());
        return joined(lines, at.line(), end);
    }

    private static String joined(List<String> lines, int first, int end) {
        var text = new StringBuilder();
        for (var number = first; number < end && text.length() < LONGEST_SAID; number++) {
            text.append(number == first ? "" : "\n").append(lines.get(number));
        }
        return text.toString();
    }

    // a line that is a server's reply says all about its address
    private static String withFolds(List<String> lines, int first) {
        var end = first + 1;
        while (end < lines.size() && lines.get(end).startsWith(" ")) {
            end++;
        }
        return joined(lines, first, end);
    }
}
