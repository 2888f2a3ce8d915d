package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.EventKind;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriberId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.Topics;
import org.briefwire.store.Subscriptions.Event;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * What one subscriber wants of all lists, read and written as a whole. No cursor of a subscription
 * that goes on is touched, so that nothing is dropped or repeated (rule 10).
 */
public final class Preferences {
    private final Database database;

    public Preferences(Database database) {
        this.database = database;
    }

    /** Everything that a subscriber chose. */
    public record Sheet(SubscriberId id, Person person, List<Line> lines) {
        public Sheet {
            lines = List.copyOf(lines);
        }

        public Optional<Line> on(ListId list) {
            return lines.stream().filter(line -> line.list().equals(list)).findFirst();
        }
    }

    /**
     * A subscription of theirs, of whatever state.
     *
     * @param urgent whether breaking news goes to them at once
     * @param pausedUntil when their pause ends; in the past, or nothing: there is none
     */
    public record Line(
            SubscriptionId id,
            ListId list,
            SubscriptionState state,
            CadenceId cadence,
            Choice choice,
            Urgent urgent,
            Optional<Instant> pausedUntil) {}

    /** How urgent briefings reach somebody. */
    public enum Urgent {
        AT_ONCE,
        WITH_THE_OTHERS
    }

    /**
     * What they want from now on.
     *
     * @param wanted the lists that they want; they leave every other of those that are offered
     * @param left the lists that they don't want
     */
    public record Wishes(
            String name,
            String language,
            String zone,
            Optional<Instant> pausedUntil,
            List<Wish> wanted,
            List<ListId> left) {
        public Wishes {
            wanted = List.copyOf(wanted);
            left = List.copyOf(left);
        }
    }

    /**
     * What they want of a list.
     *
     * @param start the cursor if they are not on the list yet, or come back to it
     */
    public record Wish(ListId list, CadenceId cadence, Choice choice, Urgent urgent, long start) {}

    /** What the subscriber of this subscription chose. */
    public Optional<Sheet> of(SubscriptionId subscription) {
        return database.read(handle ->
                        handle.createQuery(
                                        """
                                        SELECT p.id, p.address, p.name, p.language, p.zone
                                        FROM subscription s JOIN subscriber p ON p.id = s.subscriber
                                        WHERE s.id = :id
                                        """)
                                .bind("id", subscription.value())
                                .map((row, _) -> person(row))
                                .findOne())
                .map(sheet ->
                        new Sheet(
                                sheet.id(),
                                sheet.person(),
                                database.read(handle -> lines(handle, sheet.id()))));
    }

    private static Sheet person(ResultSet row) throws SQLException {
        return new Sheet(
                new SubscriberId(row.getLong("id")),
                new Person(
                        EmailAddress.parse(row.getString("address")),
                        row.getString("name"),
                        row.getString("language"),
                        row.getString("zone")),
                List.of());
    }

    private static List<Line> lines(Handle handle, SubscriberId subscriber) {
        return handle.createQuery(
                        """
                        SELECT s.id, s.list, s.state, s.cadence, s.breaking, s.paused_until,
                               c.depth, c.topics, c.language
                        FROM subscription s JOIN choice c ON c.id = s.choice
                        WHERE s.subscriber = :subscriber ORDER BY s.list
                        """)
                .bind("subscriber", subscriber.value())
                .map((row, _) -> line(row))
                .list();
    }

    private static Line line(ResultSet row) throws SQLException {
        var paused = row.getLong("paused_until");
        return new Line(
                new SubscriptionId(row.getLong("id")),
                new ListId(row.getString("list")),
                SubscriptionState.ofWord(row.getString("state")),
                new CadenceId(row.getString("cadence")),
                new Choice(
                        Depth.ofWord(row.getString("depth")),
                        Topics.ofWord(row.getString("topics")),
                        row.getString("language")),
                row.getInt("breaking") == 1 ? Urgent.AT_ONCE : Urgent.WITH_THE_OTHERS,
                paused == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(paused)));
    }

    /**
     * Keeps what they want, in one transaction; what is as before is not written to the history.
     *
     * @param evidence how it is known that they want it
     */
    public void save(SubscriberId subscriber, Wishes wishes, String evidence, Instant at) {
        database.change(handle -> new Saving(handle, subscriber, wishes, evidence, at).save());
    }

    private record Saving(
            Handle handle, SubscriberId subscriber, Wishes wishes, String evidence, Instant at) {
        void save() {
            // holds the subscriber's row: of two changes at a time one comes after the other
            handle.createUpdate(
                            """
                            UPDATE subscriber SET name = :name, language = :language, zone = :zone
                            WHERE id = :id
                            """)
                    .bind("name", wishes.name())
                    .bind("language", wishes.language())
                    .bind("zone", wishes.zone())
                    .bind("id", subscriber.value())
                    .execute();
            var before = new Sheet(subscriber, NOBODY, lines(handle, subscriber));
            for (var wish : wishes.wanted()) {
                before.on(wish.list())
                        .ifPresentOrElse(line -> change(line, wish), () -> join(wish));
            }
            for (var list : wishes.left()) {
                before.on(list)
                        .ifPresent(line -> Subscriptions.end(handle, line.id(), evidence, at));
            }
        }

        private static final Person NOBODY =
                new Person(EmailAddress.parse("nobody@example.org"), "", "", "");

        private void join(Wish wish) {
            var id =
                    bind(
                                    handle.createQuery(
                                            """
                                            INSERT INTO subscription (list, subscriber, state,
                                                cadence, choice, cursor, prev, since, breaking,
                                                paused_until)
                                            VALUES (:list, :subscriber, 'active', :cadence,
                                                :choice, :start, :start, :at, :breaking, :paused)
                                            RETURNING id
                                            """),
                                    wish)
                            .bind("list", wish.list().value())
                            .bind("subscriber", subscriber.value())
                            .bind("start", wish.start())
                            .bind("at", at.toEpochMilli())
                            .mapTo(Long.class)
                            .one();
            record(new SubscriptionId(id), EventKind.CONFIRMED, "");
        }

        private void change(Line line, Wish wish) {
            if (line.state() != SubscriptionState.ACTIVE) {
                comeBack(line, wish);
                return;
            }
            bind(
                            handle.createUpdate(
                                    """
                                    UPDATE subscription SET cadence = :cadence, choice = :choice,
                                        breaking = :breaking, paused_until = :paused
                                    WHERE id = :id
                                    """),
                            wish)
                    .bind("id", line.id().value())
                    .execute();
            var detail = detail(line, wish);
            if (!detail.isEmpty()) {
                record(line.id(), EventKind.CHANGED, " (" + detail + ")");
            }
        }

        // never behind where they were: what they got before they left is not sent again
        private void comeBack(Line line, Wish wish) {
            bind(
                            handle.createUpdate(
                                    """
                                    UPDATE subscription SET state = 'active', since = :at,
                                        cadence = :cadence, choice = :choice,
                                        breaking = :breaking, paused_until = :paused,
                                        cursor = CASE WHEN cursor > :start THEN cursor
                                                 ELSE :start END,
                                        prev = CASE WHEN cursor > :start THEN cursor
                                               ELSE :start END
                                    WHERE id = :id
                                    """),
                            wish)
                    .bind("id", line.id().value())
                    .bind("start", wish.start())
                    .bind("at", at.toEpochMilli())
                    .execute();
            record(line.id(), EventKind.CONFIRMED, "");
        }

        private <T extends SqlStatement<T>> T bind(T statement, Wish wish) {
            return statement
                    .bind("cadence", wish.cadence().value())
                    .bind("choice", Choices.idOf(handle, wish.choice()))
                    .bind("breaking", wish.urgent() == Urgent.AT_ONCE ? 1 : 0)
                    .bind("paused", wishes.pausedUntil().map(Instant::toEpochMilli).orElse(null));
        }

        private String detail(Line line, Wish wish) {
            var choice = wish.choice();
            var detail = new ArrayList<String>();
            if (!line.cadence().equals(wish.cadence())) {
                detail.add(wish.cadence().value());
            }
            if (line.choice().depth() != choice.depth()) {
                detail.add(choice.depth().word());
            }
            if (!line.choice().topics().equals(choice.topics())) {
                detail.add("topics " + choice.topics().word());
            }
            if (!line.choice().language().equals(choice.language())) {
                detail.add("language '%s'".formatted(choice.language()));
            }
            if (line.urgent() != wish.urgent()) {
                detail.add(wish.urgent() == Urgent.AT_ONCE ? "breaking news" : "no breaking news");
            }
            if (!line.pausedUntil().equals(wishes.pausedUntil())) {
                detail.add(
                        wishes.pausedUntil()
                                .map(until -> "paused until " + until)
                                .orElse("not paused"));
            }
            return String.join(", ", detail);
        }

        private void record(SubscriptionId id, EventKind kind, String detail) {
            Subscriptions.record(handle, id, new Event(at, kind, evidence + detail, ""));
        }
    }
}
