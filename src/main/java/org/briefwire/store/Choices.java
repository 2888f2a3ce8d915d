package org.briefwire.store;

import org.briefwire.model.Choice;
import org.jdbi.v3.core.Handle;

/** What subscriptions want of their lists; each distinct choice is one row. */
final class Choices {
    private Choices() {}

    /** The row of a choice, made when it is the first of its kind. */
    static long idOf(Handle handle, Choice choice) {
        bind(
                        handle.createUpdate(
                                """
                                INSERT INTO choice (depth, topics, language)
                                VALUES (:depth, :topics, :language) ON CONFLICT DO NOTHING
                                """),
                        choice)
                .execute();
        return bind(
                        handle.createQuery(
                                """
                                SELECT id FROM choice
                                WHERE depth = :depth AND topics = :topics AND language = :language
                                """),
                        choice)
                .mapTo(Long.class)
                .one();
    }

    private static <T extends org.jdbi.v3.core.statement.SqlStatement<T>> T bind(
            T statement, Choice choice) {
        return statement
                .bind("depth", choice.depth().word())
                .bind("topics", choice.topics().word())
                .bind("language", choice.language());
    }
}
