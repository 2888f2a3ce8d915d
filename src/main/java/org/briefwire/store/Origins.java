package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.BriefingId;
import org.briefwire.model.SourceId;
import org.jdbi.v3.core.Handle;

/**
 * Where briefings came from, within a transaction. A file that gives itself an id has two origins:
 * its path, and the id under a key that no relative path can be.
 */
record Origins(Handle handle, SourceId source, Instant now) {
    private static final String ID = "/id/";

    record Origin(String key, BriefingId briefing, String hash, long seen) {
        static Origin of(ResultSet row) throws SQLException {
            return new Origin(
                    row.getString("key"),
                    new BriefingId(row.getLong("briefing")),
                    row.getString("hash"),
                    row.getLong("seen"));
        }

        boolean isPath() {
            return !key.startsWith(ID);
        }
    }

    static String keyOfId(String id) {
        return ID + id;
    }

    Optional<Origin> find(String key) {
        return handle.createQuery(
                        """
                        SELECT key, briefing, hash, seen FROM origin
                        WHERE source = :source AND key = :key
                        """)
                .bind("source", source.value())
                .bind("key", key)
                .map((row, context) -> Origin.of(row))
                .findOne();
    }

    Optional<Origin> withHash(String hash) {
        return handle.createQuery(
                        """
                        SELECT key, briefing, hash, seen FROM origin
                        WHERE source = :source AND hash = :hash
                        ORDER BY seen, key LIMIT 1
                        """)
                .bind("source", source.value())
                .bind("hash", hash)
                .map((row, context) -> Origin.of(row))
                .findOne();
    }

    List<Origin> of(BriefingId briefing) {
        return handle.createQuery(
                        """
                        SELECT key, briefing, hash, seen FROM origin
                        WHERE source = :source AND briefing = :briefing ORDER BY seen, key
                        """)
                .bind("source", source.value())
                .bind("briefing", briefing.value())
                .map((row, context) -> Origin.of(row))
                .list();
    }

    void put(String key, BriefingId briefing, String hash) {
        handle.createUpdate(
                        """
                        INSERT INTO origin (source, key, briefing, hash, seen)
                        VALUES (:source, :key, :briefing, :hash, :seen)
                        ON CONFLICT (source, key)
                        DO UPDATE SET briefing = excluded.briefing, hash = excluded.hash
                        """)
                .bind("source", source.value())
                .bind("key", key)
                .bind("briefing", briefing.value())
                .bind("hash", hash)
                .bind("seen", now.toEpochMilli())
                .execute();
    }

    void remove(String key) {
        handle.createUpdate("DELETE FROM origin WHERE source = :source AND key = :key")
                .bind("source", source.value())
                .bind("key", key)
                .execute();
    }
}
