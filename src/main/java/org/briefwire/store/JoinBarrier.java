package org.briefwire.store;

import java.time.Instant;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SuppressionReason;

/** What suppressions mean for who asks to join. */
public final class JoinBarrier {
    private final Database database;

    public JoinBarrier(Database database) {
        this.database = database;
    }

    /** How an address stands. */
    public enum Standing {
        FREE,
        /** Mail came back, or the person had themselves erased: confirming lifts it. */
        LIFTED_BY_CONFIRMING,
        /** They complained, or an operator said so: nothing may be sent. */
        BARRED
    }

    /** How an address stands now. */
    public Standing of(EmailAddress address) {
        return database.read(handle ->
                handle.createQuery("SELECT reason FROM suppression WHERE key_hash = :hash")
                        .bind("hash", address.keyHash())
                        .mapTo(String.class)
                        .findOne()
                        .map(reason ->
                                SuppressionReason.ofWord(reason).isLiftedByConfirming()
                                        ? Standing.LIFTED_BY_CONFIRMING
                                        : Standing.BARRED)
                        .orElse(Standing.FREE));
    }

    /** Lets an address have mail again, because its owner confirmed, unless it is barred. */
    public boolean lift(EmailAddress address, Instant at) {
        return new Suppressions(database).liftByConfirming(address, at);
    }
}
