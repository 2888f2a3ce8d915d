package org.briefwire.audience;

import java.time.Instant;
import java.util.Optional;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Depth;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.Topics;
import org.briefwire.store.Preferences.Urgent;

/**
 * What somebody wants of a list; what is not said stays as it is, or is the list's default.
 *
 * @param state of a new subscription
 * @param urgent of a new subscription; who is known keeps what they chose themselves
 * @param pausedUntil of a new subscription, too
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
        Optional<Urgent> urgent,
        Optional<Instant> pausedUntil,
        String evidence) {}
