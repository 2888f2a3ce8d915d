package org.briefwire.store;

import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SubscriptionState;

/** How a subscriber stands with a list. */
public record Standing(
        SubscriptionId id,
        ListId list,
        SubscriptionState state,
        CadenceId cadence,
        Choice choice) {}
