package org.briefwire.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.EventKind;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.Topics;
import org.jdbi.v3.core.Handle;

/** Makes subscriptions of a request that was confirmed, once. */
public final class JoinConfirmations {
    private final Database database;

    public JoinConfirmations(Database database) {
        this.database = database;
    }

    /**
     * What a confirmation makes of one list's wish.
     *
     * @param start the last release that is not offered; a subscription that has gone further stays
     *     there
     * @param latest the zone of the waves whose latest edition is sent along; nothing: none is
     */
    public record Grant(JoinRequests.Wish wish, long start, Optional<String> latest) {}

    /** A subscription that is active now, and was not before. */
    public record Joined(SubscriptionId subscription, ListId list) {}

    /**
     * Confirms a request.
     *
     * @param evidence how it is known that the reader wants it, kept for ever
     * @return whom it made active; nothing: it had been confirmed before
     */
    public Optional<List<Joined>> confirm(
            long request, List<Grant> grants, String evidence, Instant at) {
        return database.write(handle -> {
            var first =
                    handle.createUpdate(
                                    """
                                    UPDATE join_request SET confirmed = :at
                                    WHERE id = :id AND confirmed IS NULL
                                    """)
                            .bind("at", at.toEpochMilli())
                            .bind("id", request)
                            .execute();
            if (first == 0) {
                return Optional.empty();
            }
            var confirming = new Confirming(handle, request, evidence, at);
            var joined = new ArrayList<Joined>();
            for (var grant : grants) {
                confirming.grant(grant).ifPresent(joined::add);
            }
            return Optional.of(List.copyOf(joined));
        });
    }

    private record Row(long id, SubscriptionState state, long cursor) {}

    private record Confirming(Handle handle, long request, String evidence, Instant at) {
        Optional<Joined> grant(Grant grant) {
            var row = row(grant);
            var choice = choice(grant);
            if (row.state() == SubscriptionState.ACTIVE) {
                change(row, grant, choice);
                return Optional.empty();
            }
            var start = Math.max(row.cursor(), grant.start());
            var latest = grant.latest().flatMap(zone -> latest(grant, zone, row));
            handle.createUpdate(
                            """
                            UPDATE subscription SET state = 'active', since = :at, moved_by = NULL,
                                paused_until = NULL, cursor = :cursor, prev = :cursor,
                                cadence = :cadence, choice = :choice
                            WHERE id = :id
                            """)
                    .bind("at", at.toEpochMilli())
                    .bind("cursor", latest.map(Latest::cutoff).orElse(start))
                    .bind("cadence", grant.wish().cadence().value())
                    .bind("choice", choice)
                    .bind("id", row.id())
                    .execute();
            latest.ifPresent(edition -> send(edition, row.id()));
            note(row.id(), EventKind.CONFIRMED);
            return Optional.of(new Joined(new SubscriptionId(row.id()), grant.wish().list()));
        }

        /** The subscription, made when there is none. */
        private Row row(Grant grant) {
            handle.createUpdate(
                            """
                            INSERT INTO subscription
                                (list, subscriber, state, cadence, choice, cursor, prev, since)
                            SELECT :list, q.subscriber, 'pending', :cadence, :choice,
                                   :start, :start, 0
                            FROM join_request q WHERE q.id = :request
                            ON CONFLICT (list, subscriber) DO NOTHING
                            """)
                    .bind("list", grant.wish().list().value())
                    .bind("cadence", grant.wish().cadence().value())
                    .bind("choice", choice(grant))
                    .bind("start", grant.start())
                    .bind("request", request)
                    .execute();
            return handle.createQuery(
                            """
                            SELECT s.id, s.state, s.cursor FROM subscription s
                            JOIN join_request q ON q.subscriber = s.subscriber
                            WHERE q.id = :request AND s.list = :list
                            """)
                    .bind("request", request)
                    .bind("list", grant.wish().list().value())
                    .map((row, _) ->
                            new Row(
                                    row.getLong("id"),
                                    SubscriptionState.ofWord(row.getString("state")),
                                    row.getLong("cursor")))
                    .one();
        }

        private long choice(Grant grant) {
            var language =
                    handle.createQuery(
                                    """
                                    SELECT p.language FROM subscriber p
                                    JOIN join_request q ON q.subscriber = p.id
                                    WHERE q.id = :request
                                    """)
                            .bind("request", request)
                            .mapTo(String.class)
                            .one();
            return Choices.idOf(
                    handle, new Choice(grant.wish().depth(), grant.wish().topics(), language));
        }

        private void change(Row row, Grant grant, long choice) {
            var changed =
                    handle.createUpdate(
                                    """
                                    UPDATE subscription SET cadence = :cadence, choice = :choice
                                    WHERE id = :id AND (cadence <> :cadence OR choice <> :choice)
                                    """)
                            .bind("cadence", grant.wish().cadence().value())
                            .bind("choice", choice)
                            .bind("id", row.id())
                            .execute();
            if (changed == 1) {
                note(row.id(), EventKind.CHANGED);
            }
        }

        private void note(long subscription, EventKind kind) {
            handle.createUpdate(
                            """
                            INSERT INTO subscription_event (subscription, at, kind, evidence)
                            VALUES (:id, :at, :kind, :evidence)
                            """)
                    .bind("id", subscription)
                    .bind("at", at.toEpochMilli())
                    .bind("kind", kind.word())
                    .bind("evidence", evidence)
                    .execute();
        }

        private record Latest(long edition, long content, long cutoff) {}

        /** Only what everybody got: a choice of topics or another depth would not be kept. */
        private Optional<Latest> latest(Grant grant, String zone, Row row) {
            if (!(grant.wish().topics() instanceof Topics.All)
                    || grant.wish().depth() != Depth.FULL) {
                return Optional.empty();
            }
            return handle.createQuery(
                            """
                            SELECT e.id, e.canonical, w.cutoff FROM edition e
                            JOIN wave w ON w.edition = e.id
                            WHERE e.list = :list AND e.state IN ('sealed', 'done')
                              AND e.paused IS NULL AND e.canonical IS NOT NULL
                              AND w.outcome = 'made' AND w.zone IN (:zone, '', '*')
                              AND w.cutoff > :cursor
                            ORDER BY e.id DESC LIMIT 1
                            """)
                    .bind("list", grant.wish().list().value())
                    .bind("zone", zone)
                    .bind("cursor", row.state() == SubscriptionState.PENDING ? -1 : row.cursor())
                    .map((found, _) ->
                            new Latest(
                                    found.getLong("id"),
                                    found.getLong("canonical"),
                                    found.getLong("cutoff")))
                    .findOne();
        }

        /** As a delivery like any other, so that it is signed, counted and corrected as such. */
        private void send(Latest latest, long subscription) {
            handle.createUpdate(
                            """
                            INSERT INTO delivery
                                (edition, subscription, content, due, from_seq, state)
                            VALUES (:edition, :subscription, :content, :at, :cutoff, 'pending')
                            ON CONFLICT DO NOTHING
                            """)
                    .bind("edition", latest.edition())
                    .bind("subscription", subscription)
                    .bind("content", latest.content())
                    .bind("at", at.toEpochMilli())
                    .bind("cutoff", latest.cutoff())
                    .execute();
            handle.createUpdate(
                            "UPDATE edition SET state = 'sealed' WHERE id = :id AND state = 'done'")
                    .bind("id", latest.edition())
                    .execute();
        }
    }
}
