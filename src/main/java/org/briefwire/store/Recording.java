package org.briefwire.store;

import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import org.briefwire.model.DeliveryState;
import org.jdbi.v3.core.Handle;

/** How it is kept what became of deliveries. */
final class Recording {
    // who has an owner is being sent: to say so would let PostgreSQL look for the one row among all
    // that are, and all that were a moment ago
    private static final String RECORD =
            """
            UPDATE delivery
            SET state = ?, doubt = ?, server = ?, reply = ?,
                first_due = COALESCE(first_due, due), due = COALESCE(?, due), done = ?,
                attempts = attempts + ?, owner = NULL
            WHERE edition = ? AND subscription = ? AND owner = ?
            """;

    private Recording() {}

    /** Keeps them; answers how many were the owner's to tell. */
    static int of(Handle handle, CourierId owner, Collection<DeliveryOutcome> outcomes) {
        if (outcomes.isEmpty()) {
            return 0;
        }
        // once for each message that goes out: named parameters would cost as much as the update
        try (var batch = handle.getConnection().prepareStatement(RECORD)) {
            for (var outcome : outcomes) {
                var deferred = outcome.state() == DeliveryState.DEFERRED;
                var cancelled = outcome.state() == DeliveryState.CANCELLED;
                var at = outcome.at().toEpochMilli();
                batch.setString(1, outcome.state().word());
                batch.setInt(2, outcome.doubt() == DeliveryOutcome.Doubt.IN_DOUBT ? 1 : 0);
                batch.setString(3, outcome.server());
                batch.setString(4, outcome.reply());
                batch.setObject(5, deferred ? at : null, Types.BIGINT);
                batch.setObject(6, deferred ? null : at, Types.BIGINT);
                batch.setInt(7, cancelled ? 0 : 1);
                batch.setLong(8, outcome.edition().value());
                batch.setLong(9, outcome.subscription().value());
                batch.setLong(10, owner.value());
                batch.addBatch();
            }
            var recorded = 0;
            for (var count : batch.executeBatch()) {
                recorded += count;
            }
            return recorded;
        } catch (SQLException e) {
            throw new StoreException("database: " + e.getMessage(), e);
        }
    }
}
