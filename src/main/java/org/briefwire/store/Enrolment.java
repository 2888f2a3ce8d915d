package org.briefwire.store;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SubscriptionState;

/**
 * Changes of one list's subscriptions that are kept together or not at all.
 *
 * @param persons those to add
 * @param changedPersons known ones whose name, language or zone changed
 * @param why what the history keeps
 */
public record Enrolment(
        ListId list,
        List<Person> persons,
        List<Person> changedPersons,
        List<Added> added,
        List<Confirmed> confirmed,
        List<Changed> changed,
        Why why) {
    public Enrolment {
        persons = List.copyOf(persons);
        changedPersons = List.copyOf(changedPersons);
        added = List.copyOf(added);
        confirmed = List.copyOf(confirmed);
        changed = List.copyOf(changed);
    }

    /**
     * A new subscription.
     *
     * @param cursor the number of the last release that it is not offered
     * @param evidence how it is known that this reader wants it; empty: as for all
     */
    public record Added(
            EmailAddress address,
            SubscriptionState state,
            CadenceId cadence,
            Choice choice,
            long cursor,
            Preferences.Urgent urgent,
            Optional<Instant> pausedUntil,
            String evidence) {}

    /** A pending subscription that becomes active. */
    public record Confirmed(SubscriptionId subscription, long cursor) {}

    /** A subscription with another cadence or choice; its cursor stays where it is. */
    public record Changed(SubscriptionId subscription, CadenceId cadence, Choice choice) {}

    /**
     * Why the history changes.
     *
     * @param evidence how it is known that the reader wants it
     * @param origin the number of an import; empty for anything else
     */
    public record Why(Instant at, String evidence, String origin) {}
}
