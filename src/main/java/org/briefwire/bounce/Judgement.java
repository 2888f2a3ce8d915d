package org.briefwire.bounce;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a failure means for its address. Dead is only what is said to be: a server that knows the
 * address until it has read the text speaks for a filter, and one that can't be asked may be back.
 */
final class Judgement {
    private static final Pattern FOLD = Pattern.compile("(?<=\\S)[ \\t]*\\R[ \\t]+(?=\\S)");
    private static final Pattern STATUS =
            Pattern.compile("(?<![\\w./-])([245]\\.\\d{1,2}\\.\\d{1,3})(?![\\w.]|-\\w)");
    private static final Pattern BEHIND_REPLY =
            Pattern.compile("\\b[45]\\d\\d[ -]#?([45]\\.\\d{1,2}\\.\\d{1,3})(?![\\w.]|-\\w)");
    private static final Pattern REPLY = Pattern.compile("(?<![\\w.])([45])\\d\\d[ :,-]");
    private static final Pattern QUOTED =
            Pattern.compile(
                    "(?<![^\\s:;(<'\"])[45]\\d\\d[ :-].{1,400}(?:\\R(?![ \\t]*\\R).{1,400}){0,12}");
    private static final Pattern NAMED_IN_REPLY =
            Pattern.compile("[45]\\d\\d[ -](?:#?[45]\\.\\d+\\.\\d+ )?<[^>]{1,254}>:");
    private static final Pattern NOBODY_NAMED = Pattern.compile("(?i)5\\d\\d:? : user unknown");
    private static final Pattern TO_RCPT =
            Pattern.compile(
                    "(?i)in reply to rcpt|rcpt to|>>> rcpt|\\(rcpt\\)|\\[rcpt_to\\]|"
                            + "response to rcpt|following rcpt|smtp:rcpt|rejected recipient|"
                            + "recipient address rejected|does not like recipient");
    private static final Pattern TO_DATA =
            Pattern.compile(
                    "(?i)in reply to (end of )?data|after (end of )?data|>>> data|\\(data\\)|"
                            + "\\[data\\]|response to data|error following data|text command|"
                            + "smtp command\\s+data");
    private static final Pattern TO_MAIL =
            Pattern.compile(
                    "(?i)in reply to mail from|after mail from|>>> mail from|\\[mail_from\\]|"
                            + "response to mail|following mail");
    private static final Pattern EXPLICIT =
            Pattern.compile(
                    "(?i)(doesn't|does not) have an? \\S+ account|550 requested action not taken: mailbox unavailable|"
                            + "invalid recipient|destinataire invalide");
    private static final String UNKNOWN_USER = "unknown-user";
    private static final Set<String> MAILBOX = Set.of("mailbox-full", "suspended");

    private Judgement() {}

    /**
     * What is said of an address.
     *
     * @param status the status code that a report gives; empty: none
     * @param diagnosis what the other server said
     * @param rest what the mail says beside it
     */
    static Returned of(String address, String status, String diagnosis, String rest) {
        return judged(address, status, unfolded(diagnosis), unfolded(rest));
    }

    private static String unfolded(String text) {
        return FOLD.matcher(text).replaceAll(" ");
    }

    private static Returned judged(String address, String status, String diagnosis, String rest) {
        // a report that leaves the field out may quote the server in its text
        var said = hasReply(diagnosis) ? diagnosis : (reply(rest) + " " + diagnosis).strip();
        var code = code(status, said, rest);
        var told =
                told(said, diagnosis.isBlank() ? rest : diagnosis, address)
                        .or(() -> told(paragraph(rest, address), address))
                        .or(() -> Wording.ofStatus(code))
                        .or(() -> told(rest, address));
        if (told.isEmpty()) {
            var category = code.startsWith("4") || isTemporary(said) ? "expired" : "other";
            return new Returned(address, code, category, false);
        }
        var category = careful(told.get(), code, said, said + "\n" + rest);
        return new Returned(address, code, category.name(), category.hard());
    }

    /** The same, of a mail that is still being tried: the failure may be told of later. */
    static Returned notYet(Returned judged) {
        return switch (judged.follows()) {
            case SUPPRESS, SCORE ->
                    new Returned(judged.address(), judged.status(), "delayed", false);
            case WARN, NOTHING -> judged;
        };
    }

    /** Whether a text has a code of a mail server's: '550 …' or '5.1.1'. */
    static boolean hasCode(String text) {
        return STATUS.matcher(text).find() || hasReply(text);
    }

    private static boolean hasReply(String text) {
        return REPLY.matcher(text).find();
    }

    /** A server's words as a text quotes them: from its code to the end of the paragraph. */
    private static String reply(String text) {
        var quoted = QUOTED.matcher(text);
        return quoted.find() ? quoted.group() : "";
    }

    /** What a report says behind an address that begins a line, up to the next one. */
    private static String paragraph(String text, String address) {
        var named =
                Pattern.compile(
                                "(?im)^[\\s>|*•<(\"'-]{0,12}"
                                        + Pattern.quote(address)
                                        + "[^\\n]{0,400}(?:\\n(?![ \\t]*\\n)[^\\n@]{1,400}){0,12}")
                        .matcher(text);
        return named.find() ? named.group() : "";
    }

    private static Optional<Category> told(String said, String around, String address) {
        var category = told(reply(said), address).or(() -> told(said, address));
        if (category.filter(one -> one.name().equals(UNKNOWN_USER)).isEmpty()) {
            return category;
        }
        // who calls a mailbox full or locked, beside 'user unknown', knows the user
        return told(around, address).filter(one -> MAILBOX.contains(one.name())).or(() -> category);
    }

    private static Optional<Category> told(String text, String address) {
        var name =
                Pattern.compile("[<(\\[{\"']{0,4}" + Pattern.quote(address) + "[>)\\]}\"']{0,4}");
        return Wording.of(name.matcher(text).replaceAll(" "));
    }

    private static Category careful(Category category, String code, String diagnosis, String all) {
        if (!category.hard()) {
            return category;
        }
        if (TO_MAIL.matcher(all).find() && !TO_RCPT.matcher(all).find()) {
            return Wording.named("sender-refused");
        }
        if (category.name().equals(UNKNOWN_USER)) {
            return isCertain(code, diagnosis, all)
                    ? category
                    : Wording.named("refused-by-recipient");
        }
        var temporary = code.startsWith("4.") || isTemporary(diagnosis);
        return temporary ? Wording.named("routing") : category;
    }

    private static boolean isTemporary(String diagnosis) {
        var reply = REPLY.matcher(diagnosis);
        return reply.find() && reply.group(1).equals("4");
    }

    private static boolean isCertain(String code, String diagnosis, String all) {
        if (NOBODY_NAMED.matcher(all).find()) {
            return false;
        }
        if (code.startsWith("1.", 2)
                || TO_RCPT.matcher(all).find()
                || EXPLICIT.matcher(diagnosis).find()
                || NAMED_IN_REPLY.matcher(diagnosis).find()) {
            return true;
        }
        if (TO_DATA.matcher(all).find() || code.endsWith(".2.1")) {
            return false;
        }
        var isVague = code.endsWith(".0.0") && !diagnosis.isBlank();
        return !isVague && !REPLY.matcher(all).find();
    }

    private static String code(String status, String diagnosis, String rest) {
        if (!status.isEmpty() && !status.endsWith(".0.0")) {
            return status;
        }
        return Stream.of(diagnosis, rest)
                .flatMap(text -> Stream.of(first(BEHIND_REPLY, text), first(STATUS, text)))
                .filter(found -> !found.isEmpty() && !found.endsWith(".0.0"))
                .findFirst()
                .orElse(status);
    }

    private static String first(Pattern pattern, String text) {
        var matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(1) : "";
    }
}
