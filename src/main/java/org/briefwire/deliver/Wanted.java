package org.briefwire.deliver;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A queue without what is not wanted any more: that stays claimed, and goes back with the claim.
 */
final class Wanted implements Iterator<Envelope> {
    private final Iterator<Envelope> queue;
    private final Predicate<Envelope> unwanted;
    private @Nullable Envelope next;

    Wanted(Iterator<Envelope> queue, Predicate<Envelope> unwanted) {
        this.queue = queue;
        this.unwanted = unwanted;
    }

    @Override
    public boolean hasNext() {
        while (next == null && queue.hasNext()) {
            var envelope = queue.next();
            next = unwanted.test(envelope) ? null : envelope;
        }
        return next != null;
    }

    @Override
    public Envelope next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        var envelope = next;
        next = null;
        return envelope;
    }
}
