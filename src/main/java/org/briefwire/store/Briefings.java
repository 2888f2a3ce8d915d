package org.briefwire.store;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.briefwire.model.BriefingId;
import org.briefwire.model.Release;
import org.briefwire.model.SourceId;
import org.jdbi.v3.core.Handle;

/**
 * Briefings as they come in: admitted once each however often they are collected, released with a
 * number in the order of commits, or kept waiting until their time.
 */
public final class Briefings {
    private static final int AT_ONCE = 500;

    private final Database database;
    private final String domain;

    /**
     * @param domain the publication's, for the permanent ids in feeds
     */
    public Briefings(Database database, String domain) {
        this.database = database;
        this.domain = domain;
    }

    /**
     * Admits what came from a source, in one transaction.
     *
     * @param present tells which keys of the source are there now
     */
    public Admissions admit(
            SourceId source, List<Arrival> arrivals, Presence present, Instant now) {
        return database.write(handle -> {
            var releases = new Releases(handle, now);
            var desk = new AdmissionDesk(handle, source, new Mint(handle, domain, now), present);
            var admissions = new ArrayList<Admission>();
            for (var arrival : arrivals) {
                admissions.add(desk.admit(arrival, releases));
            }
            return new Admissions(admissions, releases.commit());
        });
    }

    /** Releases what has waited for this instant, in the order of its time. */
    public List<Release> releaseDue(Instant now) {
        var released = new ArrayList<Release>();
        while (true) {
            var some = releaseSomeDue(now);
            released.addAll(some);
            if (some.size() < AT_ONCE) {
                return released;
            }
        }
    }

    private List<Release> releaseSomeDue(Instant now) {
        var due = database.read(handle -> countDue(handle, now));
        if (due == 0) {
            return List.of();
        }
        return database.write(handle -> {
            var releases = new Releases(handle, now);
            handle
                    .createQuery(
                            """
                            UPDATE briefing SET state = 'released' WHERE id IN (
                                SELECT id FROM briefing
                                WHERE state = 'waiting' AND embargo <= :now
                                ORDER BY embargo, id LIMIT :some)
                            RETURNING id, revision, quiet, urgent, embargo
                            """)
                    .bind("now", now.toEpochMilli())
                    .bind("some", AT_ONCE)
                    .map((row, context) -> Due.of(row))
                    .list()
                    .stream()
                    .sorted()
                    .forEach(briefing -> briefing.release(releases));
            return releases.commit();
        });
    }

    private static long countDue(Handle handle, Instant now) {
        return handle.createQuery(
                        """
                        SELECT count(*) FROM briefing WHERE state = 'waiting' AND embargo <= :now
                        """)
                .bind("now", now.toEpochMilli())
                .mapTo(long.class)
                .one();
    }

    /** When the next waiting briefing is due. */
    public Optional<Instant> nextDue() {
        return database.read(handle ->
                handle.createQuery("SELECT min(embargo) FROM briefing WHERE state = 'waiting'")
                        .map((row, context) -> {
                            var due = row.getLong(1);
                            return row.wasNull()
                                    ? Optional.<Instant>empty()
                                    : Optional.of(Instant.ofEpochMilli(due));
                        })
                        .one());
    }

    /** The hash of each key that a source has brought, as it was last read. */
    public Map<String, String> hashes(SourceId source) {
        return database.read(handle ->
                handle
                        .createQuery("SELECT key, hash FROM origin WHERE source = :source")
                        .bind("source", source.value())
                        .map((row, context) -> Map.entry(row.getString(1), row.getString(2)))
                        .list()
                        .stream()
                        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** Whether a key of a source is there now; a file that is gone may have moved. */
    @FunctionalInterface
    public interface Presence {
        boolean has(String key);
    }

    private record Due(BriefingId id, int revision, boolean quiet, boolean urgent, long embargo)
            implements Comparable<Due> {
        static Due of(ResultSet row) throws SQLException {
            return new Due(
                    new BriefingId(row.getLong("id")),
                    row.getInt("revision"),
                    row.getInt("quiet") != 0,
                    row.getInt("urgent") != 0,
                    row.getLong("embargo"));
        }

        void release(Releases releases) {
            releases.add(id, revision, Release.Kind.NEW, new Manner(quiet, urgent));
        }

        @Override
        public int compareTo(Due other) {
            var first = Long.compare(embargo, other.embargo);
            return first != 0 ? first : Long.compare(id.value(), other.id.value());
        }
    }
}
