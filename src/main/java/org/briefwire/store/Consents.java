package org.briefwire.store;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.briefwire.json.Json;
import org.briefwire.model.EventKind;
import org.briefwire.model.SubscriptionId;
import org.jdbi.v3.core.Handle;

/**
 * How it is known that readers want what they get, in one sentence each, which an export takes
 * along and an import gives back as it was.
 */
public final class Consents {
    private static final String MARK = "consent: ";

    private Consents() {}

    /** A sentence as the history of an import keeps it. */
    public static String inEvidence(String consent) {
        return MARK + consent;
    }

    private record Event(long subscription, Instant at, EventKind kind, String evidence) {
        Optional<String> brought() {
            var mark = evidence.indexOf("; " + MARK);
            return mark < 0
                    ? Optional.empty()
                    : Optional.of(evidence.substring(mark + 2 + MARK.length()));
        }

        String sentence() {
            return brought().orElseGet(() -> (at + " " + evidence).strip());
        }
    }

    /** The sentences of subscriptions that have one. */
    static Map<SubscriptionId, String> of(
            Handle handle, Dialect dialect, Collection<SubscriptionId> subscriptions) {
        var events =
                handle.createQuery(
                                """
                                SELECT e.subscription, e.at, e.kind, e.evidence
                                FROM subscription_event e
                                JOIN subscription s ON s.id = e.subscription
                                WHERE e.kind IN ('added', 'confirmed', 'unsubscribed')
                                  AND (s.state <> 'pending' OR e.kind = 'added')
                                  AND e.subscription IN %s
                                ORDER BY e.id
                                """
                                        .formatted(dialect.numbersOf("ids")))
                        .bind(
                                "ids",
                                Json.write(
                                        subscriptions.stream().map(SubscriptionId::value).toList()))
                        .map((row, _) ->
                                new Event(
                                        row.getLong("subscription"),
                                        Instant.ofEpochMilli(row.getLong("at")),
                                        EventKind.ofWord(row.getString("kind")),
                                        row.getString("evidence")))
                        .collect(Collectors.groupingBy(Event::subscription));
        var consents = new HashMap<SubscriptionId, String>();
        events.forEach((id, all) ->
                of(all).ifPresent(consent -> consents.put(new SubscriptionId(id), consent)));
        return consents;
    }

    // the last confirmation; else what another installation knew; else how they were put down
    private static Optional<String> of(List<Event> events) {
        var confirmed = last(events, EventKind.CONFIRMED).map(Event::sentence);
        return confirmed
                .or(() ->
                        events.reversed().stream()
                                .flatMap(event -> event.brought().stream())
                                .findFirst())
                .or(() -> last(events, EventKind.ADDED).map(Event::sentence));
    }

    private static Optional<Event> last(List<Event> events, EventKind kind) {
        return events.reversed().stream().filter(event -> event.kind() == kind).findFirst();
    }
}
