package org.briefwire.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.briefwire.json.Json;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.EventKind;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.Topics;
import org.briefwire.store.Enrolment.Added;
import org.jdbi.v3.core.Handle;

/** Writes one list's enrolments, within a transaction. */
final class Enrolling {
    private final Handle handle;
    private final Dialect dialect;
    private final Enrolment enrolment;
    private final ImportBefore before;
    private final Map<String, Long> subscribers = new HashMap<>();
    private final Map<Choice, Long> choices = new HashMap<>();
    private final List<Object[]> events = new ArrayList<>();

    Enrolling(Handle handle, Dialect dialect, Enrolment enrolment) {
        this.handle = handle;
        this.dialect = dialect;
        this.enrolment = enrolment;
        this.before = new ImportBefore(handle, enrolment.why().origin());
    }

    void save() {
        savePersons();
        changePersons();
        add();
        confirm();
        change();
        followLanguage();
        record();
    }

    // who came meanwhile by another door keeps what was said there
    private void savePersons() {
        var at = enrolment.why().at().toEpochMilli();
        new ManyRows(
                        handle,
                        """
                        INSERT INTO subscriber
                            (address, address_key, key_hash, name, language, zone, created)
                        VALUES <rows>
                        ON CONFLICT (address_key) DO UPDATE SET
                            name = COALESCE(NULLIF(excluded.name, ''), subscriber.name),
                            language = COALESCE(NULLIF(excluded.language, ''), subscriber.language),
                            zone = COALESCE(NULLIF(excluded.zone, ''), subscriber.zone)
                        RETURNING id, address_key
                        """)
                .returning(
                        enrolment.persons().stream().map(person -> row(person, at)).toList(),
                        row -> subscribers.put(row.getString(2), row.getLong(1)));
    }

    private static Object[] row(Person person, long created) {
        var address = person.address();
        return new Object[] {
            address.toString(),
            address.key(),
            address.keyHash(),
            person.name(),
            person.language(),
            person.zone(),
            created
        };
    }

    private void changePersons() {
        for (var person : enrolment.changedPersons()) {
            before.keep(person);
            handle.createUpdate(
                            """
                            UPDATE subscriber
                            SET name = :name, language = :language, zone = :zone
                            WHERE address_key = :key
                            """)
                    .bind("name", person.name())
                    .bind("language", person.language())
                    .bind("zone", person.zone())
                    .bind("key", person.address().key())
                    .execute();
        }
    }

    private void add() {
        if (enrolment.added().isEmpty()) {
            return;
        }
        findSubscribers();
        var bySubscriber = new HashMap<Long, Added>();
        var made = new LinkedHashMap<Long, Added>();
        var rows = new ArrayList<Object[]>();
        for (var added : enrolment.added()) {
            var subscriber = subscribers.getOrDefault(added.address().key(), 0L);
            bySubscriber.put(subscriber, added);
            rows.add(row(added, subscriber));
        }
        new ManyRows(
                        handle,
                        """
                        INSERT INTO subscription
                            (list, subscriber, state, cadence, choice, cursor, prev, since)
                        VALUES <rows> ON CONFLICT (list, subscriber) DO NOTHING
                        RETURNING id, state, subscriber
                        """)
                .returning(
                        rows,
                        row -> {
                            var added = Objects.requireNonNull(bySubscriber.get(row.getLong(3)));
                            var own = added.evidence();
                            made.put(row.getLong(1), added);
                            event(
                                    row.getLong(1),
                                    kindOf(row.getString(2)),
                                    own.isEmpty() ? "" : "; " + own);
                        });
        made.forEach(this::setApart);
    }

    // few want breaking news or pause: a statement each
    private void setApart(long subscription, Added added) {
        if (added.urgent() == Preferences.Urgent.WITH_THE_OTHERS && added.pausedUntil().isEmpty()) {
            return;
        }
        handle.createUpdate(
                        """
                        UPDATE subscription SET breaking = :breaking, paused_until = :paused
                        WHERE id = :id
                        """)
                .bind("breaking", added.urgent() == Preferences.Urgent.AT_ONCE ? 1 : 0)
                .bind("paused", added.pausedUntil().map(Instant::toEpochMilli).orElse(null))
                .bind("id", subscription)
                .execute();
    }

    private static EventKind kindOf(String state) {
        return switch (SubscriptionState.ofWord(state)) {
            case PENDING -> EventKind.ADDED;
            case ACTIVE -> EventKind.CONFIRMED;
            case UNSUBSCRIBED -> EventKind.UNSUBSCRIBED;
        };
    }

    private Object[] row(Added added, long subscriber) {
        var active = added.state() == SubscriptionState.ACTIVE;
        return new Object[] {
            enrolment.list().value(),
            subscriber,
            added.state().word(),
            added.cadence().value(),
            choice(added.choice()),
            added.cursor(),
            added.cursor(),
            active ? enrolment.why().at().toEpochMilli() : 0L
        };
    }

    // those who were known before
    private void findSubscribers() {
        var keys =
                enrolment.added().stream()
                        .map(added -> added.address().key())
                        .filter(key -> !subscribers.containsKey(key))
                        .toList();
        if (keys.isEmpty()) {
            return;
        }
        handle.createQuery(
                        "SELECT id, address_key FROM subscriber WHERE address_key IN "
                                + dialect.elementsOf("keys"))
                .bind("keys", Json.write(keys))
                .map((row, _) -> Map.entry(row.getString("address_key"), row.getLong("id")))
                .forEach(found -> subscribers.put(found.getKey(), found.getValue()));
    }

    private void confirm() {
        for (var confirmed : enrolment.confirmed()) {
            var id = confirmed.subscription().value();
            before.keep(id);
            var changed =
                    handle.createUpdate(
                                    """
                                    UPDATE subscription SET state = 'active', since = :at,
                                        cursor = :cursor, prev = :cursor
                                    WHERE id = :id AND state = 'pending'
                                    """)
                            .bind("id", id)
                            .bind("at", enrolment.why().at().toEpochMilli())
                            .bind("cursor", confirmed.cursor())
                            .execute();
            if (changed == 1) {
                event(id, EventKind.CONFIRMED, "");
            }
        }
    }

    private void change() {
        for (var changed : enrolment.changed()) {
            var id = changed.subscription().value();
            before.keep(id);
            handle.createUpdate(
                            """
                            UPDATE subscription SET cadence = :cadence, choice = :choice
                            WHERE id = :id
                            """)
                    .bind("id", id)
                    .bind("cadence", changed.cadence().value())
                    .bind("choice", choice(changed.choice()))
                    .execute();
            event(
                    id,
                    EventKind.CHANGED,
                    " (%s, %s, topics %s)"
                            .formatted(
                                    changed.cadence(),
                                    changed.choice().depth().word(),
                                    changed.choice().topics().word()));
        }
    }

    // a choice's language is the subscriber's, on every list
    private void followLanguage() {
        if (enrolment.changedPersons().isEmpty()) {
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
                        enrolment.changedPersons().stream().map(p -> p.address().key()).toList())
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
        before.keep(subscription);
        handle.createUpdate("UPDATE subscription SET choice = :choice WHERE id = :id")
                .bind("id", subscription)
                .bind("choice", choice(choice))
                .execute();
        event(subscription, EventKind.CHANGED, " (language '%s')".formatted(choice.language()));
    }

    private void record() {
        new ManyRows(
                        handle,
                        """
                        INSERT INTO subscription_event (subscription, at, kind, evidence, import)
                        VALUES <rows>
                        """)
                .run(events);
    }

    private void event(long subscription, EventKind kind, String detail) {
        var why = enrolment.why();
        events.add(
                new Object[] {
                    subscription,
                    why.at().toEpochMilli(),
                    kind.word(),
                    why.evidence() + detail,
                    why.origin()
                });
    }

    private long choice(Choice choice) {
        return choices.computeIfAbsent(choice, wanted -> Choices.idOf(handle, wanted));
    }
}
