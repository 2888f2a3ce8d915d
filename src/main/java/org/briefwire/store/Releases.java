package org.briefwire.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.briefwire.model.BriefingId;
import org.briefwire.model.Release;
import org.jdbi.v3.core.Handle;

/**
 * The releases of one transaction. Its beginning locks the head, so transactions that release come
 * one after another, and the order of their commits is the order of the numbers.
 */
final class Releases {
    private final Handle handle;
    private final Instant now;
    private final List<Release> pending = new ArrayList<>();

    Releases(Handle handle, Instant now) {
        this.handle = handle;
        this.now = now;
        advance(0);
    }

    private long advance(int n) {
        return handle.createQuery("UPDATE head SET seq = seq + :n WHERE one = 1 RETURNING seq")
                .bind("n", n)
                .mapTo(long.class)
                .one();
    }

    void add(BriefingId briefing, int revision, Release.Kind kind, Manner manner) {
        pending.add(new Release(0, briefing, revision, kind, manner.quiet(), manner.urgent(), now));
    }

    /** Gives them their numbers; nothing may be added after that. */
    List<Release> commit() {
        if (pending.isEmpty()) {
            return List.of();
        }
        var number = advance(pending.size()) - pending.size();
        var numbered = new ArrayList<Release>();
        var batch =
                handle.prepareBatch(
                        """
                        INSERT INTO release (seq, briefing, revision, kind, quiet, urgent, at)
                        VALUES (:seq, :briefing, :revision, :kind, :quiet, :urgent, :at)
                        """);
        for (var release : pending) {
            number++;
            batch.bind("seq", number)
                    .bind("briefing", release.briefing().value())
                    .bind("revision", release.revision())
                    .bind("kind", release.kind().name().toLowerCase(Locale.ROOT))
                    .bind("quiet", release.quiet() ? 1 : 0)
                    .bind("urgent", release.urgent() ? 1 : 0)
                    .bind("at", now.toEpochMilli())
                    .add();
            numbered.add(
                    new Release(
                            number,
                            release.briefing(),
                            release.revision(),
                            release.kind(),
                            release.quiet(),
                            release.urgent(),
                            now));
        }
        batch.execute();
        return numbered;
    }
}
