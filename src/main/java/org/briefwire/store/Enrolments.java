package org.briefwire.store;

import java.util.List;
import java.util.Optional;

/**
 * Writes new and changed subscriptions, whole batches at once. Who left meanwhile stays left: a
 * subscription that is there is never made anew, and only a pending one becomes active.
 */
public final class Enrolments {
    private final Database database;

    public Enrolments(Database database) {
        this.database = database;
    }

    /** Keeps all of it in one transaction. */
    public void save(Enrolment enrolment) {
        save(List.of(enrolment), Optional.empty());
    }

    /**
     * Keeps all of it in one transaction, and how far an import has come by it.
     *
     * @throws org.briefwire.model.BriefwireException when the import was undone meanwhile
     */
    public void save(List<Enrolment> enrolments, Optional<Imports.Advance> advance) {
        database.change(handle -> {
            advance.ifPresent(to -> Imports.advance(handle, to));
            enrolments.forEach(
                    enrolment -> new Enrolling(handle, database.dialect(), enrolment).save());
        });
    }

    /** The number of the last release. */
    public long head() {
        return database.read(handle ->
                handle.createQuery("SELECT seq FROM head WHERE one = 1").mapTo(Long.class).one());
    }
}
