package org.briefwire.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How long a database server may say nothing to what it was told, before its connection is taken
 * for dead: whoever waits for a machine that died without a word would wait for ever.
 *
 * @param longest nothing: as long as the connection itself says
 */
record Silence(Duration longest) {
    /** What is wanted, where the address does not say otherwise. */
    static Silence of(String url, Duration wanted) {
        return switch (Dialect.of(url)) {
            case SQLITE -> new Silence(Duration.ZERO);
            case POSTGRESQL -> new Silence(url.contains("socketTimeout=") ? Duration.ZERO : wanted);
        };
    }

    /** Whatever the address says. */
    static Silence ofAtMost(Duration longest) {
        return new Silence(longest);
    }

    /** Holds for the connection until it goes back to its pool; costs no round trip. */
    void limitIn(Connection connection) {
        if (longest.isZero()) {
            return;
        }
        try {
            connection.setNetworkTimeout(Runnable::run, Math.toIntExact(longest.toMillis()));
        } catch (SQLException e) {
            throw new StoreException("database: " + e.getMessage(), e);
        }
    }
}
