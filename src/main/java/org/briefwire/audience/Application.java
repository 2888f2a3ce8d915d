package org.briefwire.audience;

import java.util.Optional;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.Topics;

/**
 * What somebody wants of a list; what is not said stays as it is, or is the list's default.
 *
 * @param state of a new subscription
 * @param evidence what is known of how they came to want it; empty: nothing of their own
 */
public record Application(
        EmailAddress address,
        Optional<String> name,
        Optional<String> language,
        Optional<String> zone,
        Optional<CadenceId> cadence,
        Optional<Topics> topics,
        Optional<Depth> depth,
        SubscriptionState state,
        String evidence) {}
