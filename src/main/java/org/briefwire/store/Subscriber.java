package org.briefwire.store;

import java.util.List;
import java.util.Optional;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriberId;

/** A subscriber with all of their subscriptions, in the order of the lists' ids. */
public record Subscriber(SubscriberId id, Person person, List<Standing> subscriptions) {
    public Subscriber {
        subscriptions = List.copyOf(subscriptions);
    }

    public Optional<Standing> on(ListId list) {
        return subscriptions.stream().filter(standing -> standing.list().equals(list)).findFirst();
    }
}
