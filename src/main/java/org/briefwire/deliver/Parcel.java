package org.briefwire.deliver;

import java.time.Instant;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;

/** What an envelope carries. */
sealed interface Parcel {
    /** How often it was tried before. */
    int attempts();

    /** When it was first due: giving up counts from there. */
    Instant firstDue();

    /** An edition for a subscription. */
    record Digest(EditionId edition, SubscriptionId subscription, int attempts, Instant firstDue)
            implements Parcel {}

    /** A mail that goes ahead of the bulk. */
    record Notice(long id, int attempts, Instant firstDue) implements Parcel {}

    /** A mail that nobody keeps an account of. */
    record Trial(Instant firstDue) implements Parcel {
        @Override
        public int attempts() {
            return 0;
        }
    }
}
