package org.briefwire.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.EventKind;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.Topics;
import org.briefwire.store.Enrolment.Added;
import org.briefwire.store.Enrolment.Why;
import org.jdbi.v3.core.Handle;

/**
 * Writes new and changed subscriptions, whole batches at once. Who left meanwhile stays left: a
 * subscription that is there is never made anew, and only a pending one becomes active.
 */
public final class Enrolments {
    private final Database database;

    public Enrolments(Database database) {
        this.database = database;
    }

    /** Keeps all of it in one transaction. */
    public void save(Enrolment enrolment) {
        database.change(handle -> new Saving(handle, enrolment).save());
    }

    /** The number of the last release. */
    public long head() {
        return database.read(handle ->
                handle.createQuery("SELECT seq FROM head WHERE one = 1").mapTo(Long.class).one());
    }

    private static final class Saving {
        private final Handle handle;
        private final Enrolment enrolment;
        private final Map<Choice, Long> choices = new HashMap<>();
        private final List<Event> events = new ArrayList<>();

        Saving(Handle handle, Enrolment enrolment) {
            this.handle = handle;
            this.enrolment = enrolment;
        }

        void save() {
            savePersons();
            add();
            confirm();
            change();
            followLanguage();
            record();
        }

        private void savePersons() {
            if (enrolment.persons().isEmpty()) {
                return;
            }
            var at = enrolment.why().at().toEpochMilli();
            var rows = enrolment.persons().stream().map(p -> PersonRow.of(p, at)).toList();
            handle.createUpdate(
                            """
                            INSERT INTO subscriber
                                (address, address_key, key_hash, name, language, zone, created)
                            VALUES <rows>
                            ON CONFLICT (address_key) DO UPDATE SET name = excluded.name,
                                language = excluded.language, zone = excluded.zone
                            """)
                    .bindMethodsList("rows", rows, PersonRow.COLUMNS)
                    .execute();
        }

        private void add() {
            if (enrolment.added().isEmpty()) {
                return;
            }
            var ids = subscriberIds(enrolment.added().stream().map(Added::address));
            var rows =
                    enrolment.added().stream()
                            .map(added -> row(added, ids.getOrDefault(added.address().key(), 0L)))
                            .toList();
            handle.createQuery(
                            """
                            INSERT INTO subscription
                                (list, subscriber, state, cadence, choice, cursor, prev, since)
                            VALUES <rows> ON CONFLICT (list, subscriber) DO NOTHING
                            RETURNING id, state
                            """)
                    .bindMethodsList("rows", rows, SubscriptionRow.COLUMNS)
                    .map((row, _) -> event(row.getLong("id"), kindOf(row.getString("state")), ""))
                    .list()
                    .forEach(events::add);
        }

        private static EventKind kindOf(String state) {
            return switch (SubscriptionState.ofWord(state)) {
                case PENDING -> EventKind.ADDED;
                case ACTIVE -> EventKind.CONFIRMED;
                case UNSUBSCRIBED -> EventKind.UNSUBSCRIBED;
            };
        }

        private SubscriptionRow row(Added added, long subscriber) {
            var active = added.state() == SubscriptionState.ACTIVE;
            return new SubscriptionRow(
                    enrolment.list().value(),
                    subscriber,
                    added.state().word(),
                    added.cadence().value(),
                    choice(added.choice()),
                    added.cursor(),
                    active ? enrolment.why().at().toEpochMilli() : 0);
        }

        private Map<String, Long> subscriberIds(Stream<EmailAddress> addresses) {
            return handle.createQuery(
                            "SELECT id, address_key FROM subscriber WHERE address_key IN (<keys>)")
                    .bindList("keys", addresses.map(EmailAddress::key).toList())
                    .map((row, _) -> Map.entry(row.getString("address_key"), row.getLong("id")))
                    .collectToMap(Map.Entry::getKey, Map.Entry::getValue);
        }

        private void confirm() {
            for (var confirmed : enrolment.confirmed()) {
                var changed =
                        handle.createUpdate(
                                        """
                                        UPDATE subscription SET state = 'active', since = :at,
                                            cursor = :cursor, prev = :cursor
                                        WHERE id = :id AND state = 'pending'
                                        """)
                                .bind("id", confirmed.subscription().value())
                                .bind("at", enrolment.why().at().toEpochMilli())
                                .bind("cursor", confirmed.cursor())
                                .execute();
                if (changed == 1) {
                    events.add(event(confirmed.subscription().value(), EventKind.CONFIRMED, ""));
                }
            }
        }

        private void change() {
            for (var changed : enrolment.changed()) {
                handle.createUpdate(
                                """
                                UPDATE subscription SET cadence = :cadence, choice = :choice
                                WHERE id = :id
                                """)
                        .bind("id", changed.subscription().value())
                        .bind("cadence", changed.cadence().value())
                        .bind("choice", choice(changed.choice()))
                        .execute();
                events.add(
                        event(
                                changed.subscription().value(),
                                EventKind.CHANGED,
                                " (%s, %s, topics %s)"
                                        .formatted(
                                                changed.cadence(),
                                                changed.choice().depth().word(),
                                                changed.choice().topics().word())));
            }
        }

        // a choice's language is the subscriber's, on every list
        private void followLanguage() {
            if (enrolment.persons().isEmpty()) {
                return;
            }
            handle.createQuery(
                            """
                            SELECT s.id, p.language, c.depth, c.topics
                            FROM subscriber p
                            JOIN subscription s ON s.subscriber = p.id
                            JOIN choice c ON c.id = s.choice
                            WHERE p.address_key IN (<keys>) AND c.language <> p.language
                            """)
                    .bindList(
                            "keys",
                            enrolment.persons().stream().map(p -> p.address().key()).toList())
                    .map((row, _) ->
                            Map.entry(
                                    row.getLong("id"),
                                    new Choice(
                                            Depth.ofWord(row.getString("depth")),
                                            Topics.ofWord(row.getString("topics")),
                                            row.getString("language"))))
                    .list()
                    .forEach(follower -> follow(follower.getKey(), follower.getValue()));
        }

        private void follow(long subscription, Choice choice) {
            handle.createUpdate("UPDATE subscription SET choice = :choice WHERE id = :id")
                    .bind("id", subscription)
                    .bind("choice", choice(choice))
                    .execute();
            events.add(
                    event(
                            subscription,
                            EventKind.CHANGED,
                            " (language '%s')".formatted(choice.language())));
        }

        private void record() {
            var batch =
                    handle.prepareBatch(
                            """
                            INSERT INTO subscription_event (subscription, at, kind, evidence, import)
                            VALUES (:subscription, :at, :kind, :evidence, :origin)
                            """);
            events.forEach(event -> batch.bindMethods(event).add());
            batch.execute();
        }

        private Event event(long subscription, EventKind kind, String detail) {
            Why why = enrolment.why();
            return new Event(
                    subscription,
                    why.at().toEpochMilli(),
                    kind.word(),
                    why.evidence() + detail,
                    why.origin());
        }

        private long choice(Choice choice) {
            Function<Choice, Long> find = wanted -> Choices.idOf(handle, wanted);
            return choices.computeIfAbsent(choice, find);
        }
    }

    /** A row to insert; public for JDBI. */
    public record PersonRow(
            String address,
            String key,
            String hash,
            String name,
            String language,
            String zone,
            long created) {
        private static final List<String> COLUMNS =
                List.of("address", "key", "hash", "name", "language", "zone", "created");

        static PersonRow of(Person person, long created) {
            var address = person.address();
            return new PersonRow(
                    address.toString(),
                    address.key(),
                    address.keyHash(),
                    person.name(),
                    person.language(),
                    person.zone(),
                    created);
        }
    }

    /** A row to insert; public for JDBI. */
    public record SubscriptionRow(
            String list,
            long subscriber,
            String state,
            String cadence,
            long choice,
            long cursor,
            long since) {
        private static final List<String> COLUMNS =
                List.of(
                        "list",
                        "subscriber",
                        "state",
                        "cadence",
                        "choice",
                        "cursor",
                        "cursor",
                        "since");
    }

    /** A row to insert; public for JDBI. */
    public record Event(long subscription, long at, String kind, String evidence, String origin) {}
}
