package org.briefwire.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.briefwire.json.Json;
import org.briefwire.model.Briefing;
import org.briefwire.model.BriefingId;
import org.briefwire.model.Release;
import org.briefwire.model.SourceId;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Writes briefings and their revisions, within a transaction. */
final class Revisions {
    private final Handle handle;
    private final SourceId source;
    private final Mint mint;

    Revisions(Handle handle, SourceId source, Mint mint) {
        this.handle = handle;
        this.source = source;
        this.mint = mint;
    }

    Admission.New create(Arrival arrival, Releases releases) {
        var wish = arrival.slug().isEmpty() ? arrival.briefing().headline() : arrival.slug();
        var slug = mint.slug(wish);
        var until = waitsUntil(arrival);
        var id =
                new BriefingId(
                        handle.createQuery(
                                        """
                                        INSERT INTO briefing
                                            (slug, tag_uri, state, revision, link, published,
                                             embargo, urgent, quiet, source, created)
                                        VALUES (:slug, :tag, :state, 1, :link, :published,
                                             :embargo, :urgent, :quiet, :source, :now)
                                        RETURNING id
                                        """)
                                .bind("slug", slug)
                                .bind("tag", mint.tagUri(slug))
                                .bind("state", until.isPresent() ? "waiting" : "released")
                                .bind("link", arrival.briefing().link())
                                .bind("published", published(arrival, until))
                                .bind("embargo", millis(until))
                                .bind("urgent", arrival.urgent() ? 1 : 0)
                                .bind("quiet", arrival.quiet() ? 1 : 0)
                                .bind("source", source.value())
                                .bind("now", mint.now().toEpochMilli())
                                .mapTo(long.class)
                                .one());
        write(id, 1, arrival);
        if (until.isEmpty()) {
            var manner = new Manner(arrival.quiet(), arrival.urgent());
            releases.add(id, 1, Release.Kind.NEW, manner);
        }
        return new Admission.New(id, slug);
    }

    /** A briefing as it stands before it is revised. */
    private record Standing(int revision, String state, String hash, String note) {}

    Admission revise(BriefingId id, Arrival arrival, Releases releases) {
        var standing = standing(id);
        var isSame = standing.hash().equals(hash(arrival));
        var revision = isSame ? standing.revision() : standing.revision() + 1;
        if (!isSame) {
            write(id, revision, arrival);
            move(id, revision, arrival);
        }
        if (standing.state().equals("waiting")) {
            reschedule(id, revision, arrival, releases);
        } else if (standing.state().equals("released") && !isSame) {
            releases.add(id, revision, kind(arrival, standing), manner(arrival, standing));
        }
        return isSame ? new Admission.Unchanged(id) : new Admission.Revised(id, revision);
    }

    private Standing standing(BriefingId id) {
        return handle.createQuery(
                        """
                        SELECT b.revision, b.state, v.hash, v.note FROM briefing b
                        JOIN revision v ON v.briefing = b.id AND v.revision = b.revision
                        WHERE b.id = :id
                        """)
                .bind("id", id.value())
                .map((row, context) ->
                        new Standing(
                                row.getInt("revision"),
                                row.getString("state"),
                                row.getString("hash"),
                                row.getString("note")))
                .one();
    }

    /** Only a revision with a note of its own is a correction; any other mails nobody. */
    private static Release.Kind kind(Arrival arrival, Standing standing) {
        return isCorrection(arrival, standing) ? Release.Kind.CORRECTION : Release.Kind.NEW;
    }

    private static Manner manner(Arrival arrival, Standing standing) {
        return isCorrection(arrival, standing)
                ? new Manner(arrival.quiet(), arrival.urgent())
                : Manner.QUIET;
    }

    private static boolean isCorrection(Arrival arrival, Standing standing) {
        return !arrival.correction().isEmpty() && !arrival.correction().equals(standing.note());
    }

    /** A change of a waiting briefing may change when it is released, and what with. */
    private void reschedule(BriefingId id, int revision, Arrival arrival, Releases releases) {
        var until = waitsUntil(arrival);
        handle.createUpdate(
                        """
                        UPDATE briefing SET state = :state, embargo = :embargo,
                            published = :published, urgent = :urgent, quiet = :quiet
                        WHERE id = :id
                        """)
                .bind("state", until.isPresent() ? "waiting" : "released")
                .bind("embargo", millis(until))
                .bind("published", published(arrival, until))
                .bind("urgent", arrival.urgent() ? 1 : 0)
                .bind("quiet", arrival.quiet() ? 1 : 0)
                .bind("id", id.value())
                .execute();
        if (until.isEmpty()) {
            var manner = new Manner(arrival.quiet(), arrival.urgent());
            releases.add(id, revision, Release.Kind.NEW, manner);
        }
    }

    private void move(BriefingId id, int revision, Arrival arrival) {
        handle.createUpdate("UPDATE briefing SET revision = :revision, link = :link WHERE id = :id")
                .bind("revision", revision)
                .bind("link", arrival.briefing().link())
                .bind("id", id.value())
                .execute();
    }

    private void write(BriefingId id, int revision, Arrival arrival) {
        handle.createUpdate(
                        """
                        INSERT INTO revision (briefing, revision, body, hash, note, at)
                        VALUES (:briefing, :revision, :body, :hash, :note, :at)
                        """)
                .bind("briefing", id.value())
                .bind("revision", revision)
                .bind("body", Json.write(arrival.briefing()))
                .bind("hash", hash(arrival))
                .bind("note", arrival.correction())
                .bind("at", mint.now().toEpochMilli())
                .execute();
        handle.createUpdate("DELETE FROM briefing_topic WHERE briefing = :briefing")
                .bind("briefing", id.value())
                .execute();
        writeTopics(id, arrival.briefing());
        PictureRows.want(handle, arrival.briefing(), mint.now());
    }

    private void writeTopics(BriefingId id, Briefing briefing) {
        var position = 0;
        for (var topic : briefing.topics()) {
            handle.createUpdate(
                            """
                            INSERT INTO briefing_topic (topic, briefing, position)
                            VALUES (:topic, :briefing, :position)
                            """)
                    .bind("topic", topic.value())
                    .bind("briefing", id.value())
                    .bind("position", position++)
                    .execute();
        }
    }

    /** The embargo, or a date of publication that is still to come. */
    private Optional<Instant> waitsUntil(Arrival arrival) {
        return Stream.of(arrival.embargo(), arrival.date())
                .flatMap(Optional::stream)
                .filter(instant -> instant.isAfter(mint.now()))
                .max(Comparator.naturalOrder());
    }

    private long published(Arrival arrival, Optional<Instant> until) {
        return arrival.date().or(() -> until).orElse(mint.now()).toEpochMilli();
    }

    private static @Nullable Long millis(Optional<Instant> instant) {
        return instant.map(Instant::toEpochMilli).orElse(null);
    }

    /** Of everything that a reader of a revision sees. */
    private static String hash(Arrival arrival) {
        var text = Json.write(arrival.briefing()) + "\n" + arrival.correction();
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
