package org.briefwire.config;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * How fast a mailbox provider may be sent to: everybody whose mail the same servers take.
 *
 * @param domains globs of the recipients' domains, in A-labels
 * @param mx globs of the hosts that take its mail; a domain whose first MX is one of them belongs
 *     to it too
 * @param connections messages at a time
 * @param messagesPerConnection after so many the connection that they came by ends
 */
public record ProviderPace(
        String id,
        List<String> domains,
        List<String> mx,
        Optional<Limit> rate,
        OptionalInt connections,
        OptionalInt messagesPerConnection) {
    public ProviderPace {
        domains = List.copyOf(domains);
        mx = List.copyOf(mx);
    }

    /** Whether it is to be sent to more slowly than it takes. */
    public boolean isLimited() {
        return rate.isPresent() || connections.isPresent() || messagesPerConnection.isPresent();
    }
}
