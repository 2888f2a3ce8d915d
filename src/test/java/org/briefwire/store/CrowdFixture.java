package org.briefwire.store;

import java.time.Instant;
import org.briefwire.model.EditionId;

/** As many subscribers and deliveries as one likes, made by the database itself; for benches. */
public final class CrowdFixture {
    private final Database database;

    public CrowdFixture(Database database) {
        this.database = database;
    }

    /** Active subscribers of the list 'daily'. */
    public void subscribe(int people) {
        database.change(handle -> {
            handle.execute(
                    "INSERT INTO choice (depth, topics, language) VALUES ('full', '*', 'en')"
                            + " ON CONFLICT DO NOTHING");
            handle.createUpdate(
                            """
                            INSERT INTO subscriber
                                (address, address_key, key_hash, name, language, zone, created)
                            WITH RECURSIVE n (i) AS (
                                SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :people)
                            SELECT 'reader' || i || '@example.net', 'reader' || i || '@example.net',
                                   'hash' || i,
                                   CASE i % 3 WHEN 0 THEN 'Zoë Müller ' || i
                                              WHEN 1 THEN 'Ada Lovelace ' || i ELSE '' END,
                                   'en', 'Europe/Berlin', 0
                            FROM n
                            """)
                    .bind("people", people)
                    .execute();
            handle.execute(
                    """
                    INSERT INTO subscription
                        (list, subscriber, state, cadence, choice, cursor, prev)
                    SELECT 'daily', id, 'active', 'daily', (SELECT min(id) FROM choice), 0, 0
                    FROM subscriber ORDER BY id
                    """);
        });
    }

    /** A sealed edition with one content, and a pending delivery of it to the first so many. */
    public EditionId deliver(byte[] stencil, int people, Instant due) {
        return database.write(handle -> {
            var edition =
                    handle.createQuery(
                                    """
                                    INSERT INTO edition
                                        (list, cadence, slot, number, state, subject, preheader, made)
                                    VALUES ('daily', 'daily',
                                            'bench-' || (SELECT count(*) FROM edition),
                                            (SELECT count(*) FROM edition), 'sealed', 'News', '', :due)
                                    RETURNING id
                                    """)
                            .bind("due", due.toEpochMilli())
                            .mapTo(long.class)
                            .one();
            handle.createUpdate(
                            """
                            INSERT INTO content (edition, key, language, depth, subject, size, mime)
                            VALUES (:edition, 'key', 'en', 'full', 'News', 1, :mime)
                            """)
                    .bind("edition", edition)
                    .bind("mime", stencil)
                    .execute();
            handle.createUpdate(
                            """
                            INSERT INTO delivery (edition, subscription, content, due, from_seq, state)
                            SELECT :edition, id, (SELECT max(id) FROM content), :due, 0, 'pending'
                            FROM subscription ORDER BY id LIMIT :people
                            """)
                    .bind("edition", edition)
                    .bind("due", due.toEpochMilli())
                    .bind("people", people)
                    .execute();
            return new EditionId(edition);
        });
    }
}
