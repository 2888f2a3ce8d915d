package org.briefwire.schedule;

import java.sql.Connection;
import java.sql.SQLException;
import org.briefwire.store.Database;
import org.quartz.utils.ConnectionProvider;

/** Gives Quartz's store the connections of our database. */
record NodeConnections(Database database) implements ConnectionProvider {
    @Override
    public Connection getConnection() throws SQLException {
        return database.connection();
    }

    @Override
    public void initialize() {
        // the database is open
    }

    @Override
    public void shutdown() {
        // whoever opened the database closes it
    }
}
