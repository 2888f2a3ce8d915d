package org.briefwire.store;

import org.jdbi.v3.core.Handle;

/** Keeps what an import is about to change, once, so that it can be undone. */
final class ImportBefore {
    private final Handle handle;
    private final String origin;

    /**
     * For one transaction.
     *
     * @param origin the import's number; empty: it is no import, and nothing is kept
     */
    ImportBefore(Handle handle, String origin) {
        this.handle = handle;
        this.origin = origin;
    }

    void keep(long subscription) {
        if (origin.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        """
                        INSERT INTO import_before (import, subscription, state, cadence, choice)
                        SELECT :import, s.id, s.state, s.cadence, s.choice
                        FROM subscription s WHERE s.id = :id
                        ON CONFLICT DO NOTHING
                        """)
                .bind("import", Long.parseLong(origin))
                .bind("id", subscription)
                .execute();
    }

    void keep(Person person) {
        if (origin.isEmpty()) {
            return;
        }
        handle.createUpdate(
                        """
                        INSERT INTO import_person_before (import, subscriber, name, language, zone,
                            new_name, new_language, new_zone)
                        SELECT :import, p.id, p.name, p.language, p.zone, :name, :language, :zone
                        FROM subscriber p WHERE p.address_key = :key
                        ON CONFLICT (import, subscriber) DO UPDATE SET
                            new_name = excluded.new_name, new_language = excluded.new_language,
                            new_zone = excluded.new_zone
                        """)
                .bind("import", Long.parseLong(origin))
                .bind("name", person.name())
                .bind("language", person.language())
                .bind("zone", person.zone())
                .bind("key", person.address().key())
                .execute();
    }
}
