package org.briefwire.audience;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.briefwire.model.SuppressionReason;

/**
 * The program that wrote a file, known by its columns, and what it says of a reader in its own way.
 * Columns are named as {@link ColumnWords#plain} makes them.
 */
enum Exporter {
    /** Anything with a header: ours too. */
    ANY {
        @Override
        Optional<Stand> stand(Function<String, String> column) {
            return Optional.empty();
        }
    },
    /** Its export has a file each of those subscribed, unsubscribed and cleaned (bounced). */
    MAILCHIMP {
        @Override
        Optional<Stand> stand(Function<String, String> column) {
            var evidence =
                    said(
                            "at Mailchimp",
                            List.of(
                                    part("joined", column.apply("optintime")),
                                    part("from", column.apply("optinip")),
                                    part("confirmed", column.apply("confirmtime")),
                                    part("from", column.apply("confirmip")),
                                    part("left", column.apply("unsubtime")),
                                    part("cleaned", column.apply("cleantime"))));
            if (!column.apply("cleantime").isBlank()) {
                // 'cleaned' is what bounced
                return Optional.of(Stand.barred(SuppressionReason.HARD_BOUNCE, evidence));
            }
            var hasLeft = !column.apply("unsubtime").isBlank();
            return Optional.of(Stand.of(hasLeft ? Wish.LEFT : Wish.SUBSCRIBED, evidence));
        }
    },
    /** Its states are those of the person, on all lists. */
    LISTMONK {
        @Override
        Optional<Stand> stand(Function<String, String> column) {
            var status = column.apply("status").strip().toLowerCase(Locale.ROOT);
            var evidence =
                    said(
                            "at listmonk",
                            List.of(
                                    part("since", column.apply("createdat")),
                                    part("status", status)));
            return Optional.of(
                    switch (status) {
                        case "blocklisted", "blacklisted" ->
                                Stand.barred(SuppressionReason.MANUAL, evidence);
                        case "disabled" -> Stand.of(Wish.LEFT, evidence);
                        default -> Stand.of(Wish.SUBSCRIBED, evidence);
                    });
        }
    };

    /** What a reader wanted there. */
    enum Wish {
        SUBSCRIBED,
        LEFT
    }

    /**
     * How a reader stood there.
     *
     * @param barred why no mail reaches them, or they must get none
     * @param evidence what that program knows of when and how; empty when nothing
     */
    record Stand(Wish wish, Optional<SuppressionReason> barred, String evidence) {
        static Stand of(Wish wish, String evidence) {
            return new Stand(wish, Optional.empty(), evidence);
        }

        static Stand barred(SuppressionReason reason, String evidence) {
            return new Stand(Wish.LEFT, Optional.of(reason), evidence);
        }
    }

    /** How the reader of a row stands; nothing: the row says so in our own words, or not at all. */
    abstract Optional<Stand> stand(Function<String, String> column);

    static Exporter of(Collection<String> columns) {
        if (columns.containsAll(List.of("leid", "euid"))) {
            return MAILCHIMP;
        }
        if (columns.containsAll(List.of("uuid", "attributes", "status"))) {
            return LISTMONK;
        }
        return ANY;
    }

    private static String part(String what, String value) {
        var plain = value.replaceAll("[\\p{Cntrl}\\s]+", " ").strip();
        return plain.isEmpty() ? "" : what + " " + plain;
    }

    private static String said(String where, List<String> parts) {
        var said = new ArrayList<String>();
        parts.stream().filter(part -> !part.isEmpty()).forEach(said::add);
        return said.isEmpty() ? "" : where + ": " + String.join(", ", said);
    }
}
