package org.briefwire.deliver;

import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Envelopes without what is not wanted any more: that stays claimed, and goes back with the claim.
 */
record Wanted(Envelopes all, Predicate<Envelope> unwanted) implements Envelopes {
    @Override
    public Optional<Envelope> take() {
        return wanted(all::take);
    }

    @Override
    public Optional<Envelope> takeNow() {
        return wanted(all::takeNow);
    }

    private Optional<Envelope> wanted(Supplier<Optional<Envelope>> source) {
        var next = source.get();
        while (next.filter(unwanted).isPresent()) {
            next = source.get();
        }
        return next;
    }
}
