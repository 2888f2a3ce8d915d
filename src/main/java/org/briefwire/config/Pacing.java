package org.briefwire.config;

import java.util.List;
import java.util.Optional;

/**
 * How fast mail goes out, over all servers and nodes together.
 *
 * @param rate of everything
 * @param warmUp of everything: for a sender that nobody knows yet
 * @param providers those that are to get their mail more slowly, or are grouped in the config
 */
public record Pacing(Optional<Limit> rate, Optional<WarmUp> warmUp, List<ProviderPace> providers) {
    /** As fast as it goes. */
    public static final Pacing NONE = new Pacing(Optional.empty(), Optional.empty(), List.of());

    public Pacing {
        providers = List.copyOf(providers);
    }
}
