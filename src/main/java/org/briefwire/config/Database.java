package org.briefwire.config;

/**
 * Where the state is kept.
 *
 * @param url a JDBC address of SQLite or PostgreSQL; SQLite's path is absolute
 */
public record Database(String url) {}
