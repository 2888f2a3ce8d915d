package org.briefwire.store;

import java.util.Set;
import org.briefwire.model.EmailAddress;

/** What suppressions mean for who asks to join. */
public final class JoinBarrier {
    /** Only an operator lifts these. */
    private static final Set<String> FIRM = Set.of("complaint", "manual");

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
                                FIRM.contains(reason)
                                        ? Standing.BARRED
                                        : Standing.LIFTED_BY_CONFIRMING)
                        .orElse(Standing.FREE));
    }

    /** Lets an address have mail again, unless it is barred. */
    public void lift(EmailAddress address) {
        database.change(handle ->
                handle.createUpdate(
                                """
                                DELETE FROM suppression
                                WHERE key_hash = :hash AND reason NOT IN (<firm>)
                                """)
                        .bind("hash", address.keyHash())
                        .bindList("firm", FIRM)
                        .execute());
    }
}
