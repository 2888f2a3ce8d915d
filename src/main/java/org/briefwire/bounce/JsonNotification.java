package org.briefwire.bounce;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** A notification of a sending service as JSON in a mail's text. */
final class JsonNotification {
    private static final int LONGEST_OBJECT = 4_000;
    private static final Pattern TYPE =
            Pattern.compile("\"(?:notificationType|eventType)\"\\s*:\\s*\"(\\w+)\"");
    private static final Pattern ADDRESS =
            Pattern.compile("\"emailAddress\"\\s*:\\s*\"([^\"]{3,254})\"");
    private static final Pattern DIAGNOSIS =
            Pattern.compile("\"diagnosticCode\"\\s*:\\s*\"([^\"]{1,2000})\"");
    private static final Pattern STATUS =
            Pattern.compile("\"status\"\\s*:\\s*\"([245]\\.\\d+\\.\\d+)\"");
    private static final Pattern DELIVERED =
            Pattern.compile("\"recipients\"\\s*:\\s*\\[([^\\]]{3,4000})\\]");

    record Found(Kind kind, List<Returned> recipients) {}

    private JsonNotification() {}

    static Optional<Found> in(Mail mail) {
        var text = mail.report() + String.join("\n", mail.texts("application/json"));
        if (text.indexOf('{') < 0) {
            return Optional.empty();
        }
        var plain =
                text.replaceAll("=?\\n(?=\\S)", "").replace("\\\\\\\"", "'").replace("\\\"", "\"");
        var type = TYPE.matcher(plain);
        if (!type.find()) {
            return Optional.empty();
        }
        var kind =
                switch (type.group(1).toLowerCase(Locale.ROOT)) {
                    case "bounce" -> Kind.BOUNCE;
                    case "complaint" -> Kind.COMPLAINT;
                    case "delivery" -> Kind.DELIVERED;
                    default -> Kind.NONE;
                };
        var recipients = new ArrayList<Returned>();
        var address = ADDRESS.matcher(plain);
        while (recipients.size() < BounceReading.MOST_RECIPIENTS && address.find()) {
            recipients.add(recipient(kind, address.group(1), around(plain, address.start())));
        }
        var delivered = DELIVERED.matcher(plain);
        if (recipients.isEmpty() && kind == Kind.DELIVERED && delivered.find()) {
            Addresses.in(delivered.group(1)).stream()
                    .limit(BounceReading.MOST_RECIPIENTS)
                    .forEach(one -> recipients.add(recipient(kind, one, "")));
        }
        return kind == Kind.NONE ? Optional.empty() : Optional.of(new Found(kind, recipients));
    }

    // the object that names a recipient says what became of it
    private static String around(String text, int at) {
        var begins = text.lastIndexOf('{', at);
        var ends = text.indexOf('}', at);
        return text.substring(
                Math.max(begins, at - LONGEST_OBJECT),
                Math.min(ends < 0 ? text.length() : ends, at + LONGEST_OBJECT));
    }

    private static Returned recipient(Kind kind, String address, String text) {
        var diagnosis = DIAGNOSIS.matcher(text);
        var said = diagnosis.find() ? diagnosis.group(1) : "";
        var coded = STATUS.matcher(text);
        var status = coded.find() ? coded.group(1) : "";
        return switch (kind) {
            case COMPLAINT -> new Returned(address, "", "complaint", false);
            case DELIVERED -> new Returned(address, status, "delivered", false);
            case BOUNCE, AUTOREPLY, NONE ->
                    Wording.of(said)
                            .or(() -> Wording.ofStatus(status))
                            .map(category ->
                                    new Returned(address, status, category.name(), category.hard()))
                            .orElse(new Returned(address, status, "other", false));
        };
    }
}
