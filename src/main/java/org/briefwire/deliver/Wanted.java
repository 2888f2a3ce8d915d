package org.briefwire.deliver;

import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Envelopes without what is not wanted any more: whoever drops it hears of it. */
record Wanted(Envelopes all, Predicate<Envelope> unwanted, Consumer<Envelope> dropping)
        implements Envelopes {
    @Override
    public Optional<Envelope> take() {
        return wanted(all::take);
    }

    @Override
    public Optional<Envelope> takeNow() {
        return wanted(all::takeNow);
    }

    @Override
    public boolean awaitMore(long nanos) {
        return all.awaitMore(nanos);
    }

    private Optional<Envelope> wanted(Supplier<Optional<Envelope>> source) {
        var next = source.get();
        while (next.filter(unwanted).isPresent()) {
            next.ifPresent(dropping);
            next = source.get();
        }
        return next;
    }
}
