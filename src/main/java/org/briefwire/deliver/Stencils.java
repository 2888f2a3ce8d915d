package org.briefwire.deliver;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.briefwire.compose.Stencil;
import org.briefwire.model.ContentId;
import org.jspecify.annotations.Nullable;

/**
 * Contents' stencils, of which those that were used last are kept in memory. An edition has as many
 * contents as its readers made different choices, and claims go from one to the other. Safe for use
 * by many threads; nobody waits while another one loads.
 */
final class Stencils {
    private final Function<ContentId, byte[]> source;
    private final long room;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ContentId, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);
    private long octets;

    private record Kept(Stencil stencil, int octets) {}

    /**
     * Keeps none yet.
     *
     * @param room how many octets are kept at the most
     */
    Stencils(Function<ContentId, byte[]> source, long room) {
        this.source = source;
        this.room = room;
    }

    Stencil of(ContentId content) {
        var known = find(content);
        if (known != null) {
            return known.stencil();
        }
        var bytes = source.apply(content);
        var stencil = Stencil.read(bytes);
        keep(content, new Kept(stencil, bytes.length));
        return stencil;
    }

    private @Nullable Kept find(ContentId content) {
        lock.lock();
        try {
            return kept.get(content);
        } finally {
            lock.unlock();
        }
    }

    private void keep(ContentId content, Kept loaded) {
        lock.lock();
        try {
            if (kept.putIfAbsent(content, loaded) != null) {
                return;
            }
            octets += loaded.octets();
            var eldest = kept.entrySet().iterator();
            while (octets > room) {
                octets -= eldest.next().getValue().octets();
                eldest.remove();
            }
        } finally {
            lock.unlock();
        }
    }
}
