package org.briefwire.store;

import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** Counts sign-ups, so that nobody's mailbox is flooded; a restart forgets nothing. */
public final class JoinGate {
    private final Database database;

    public JoinGate(Database database) {
        this.database = database;
    }

    /**
     * A sign-up.
     *
     * @param client who asks, hashed
     * @param person whom it is for, hashed; one person's spellings have one hash
     */
    public record Attempt(String client, String person, Instant at) {}

    /** At most so many since an instant. */
    public record Cap(int count, Instant since) {}

    /**
     * What is allowed.
     *
     * @param gap between two mails to a person
     */
    public record Caps(Cap client, Cap all, Cap person, Duration gap) {}

    /** Whether a sign-up may go on. */
    public enum Verdict {
        /** One mail may go to the person; it is counted as sent. */
        ADMITTED,
        /** The person had their mail; who asks must not learn of it. */
        ENOUGH_MAIL,
        CLIENT_TOO_OFTEN,
        ALL_TOO_OFTEN
    }

    /** Counts a sign-up, and says whether it may go on. */
    public Verdict admit(Attempt attempt, Caps caps) {
        return database.write(handle -> {
            handle.execute("UPDATE join_gate SET turn = turn + 1 WHERE one = 1");
            if (count(handle, "client = :key", attempt.client(), caps.client().since())
                    >= caps.client().count()) {
                return Verdict.CLIENT_TOO_OFTEN;
            }
            if (count(handle, ":key = ''", "", caps.all().since()) >= caps.all().count()) {
                return Verdict.ALL_TOO_OFTEN;
            }
            var mails = "person = :key AND mailed = 1";
            var enough =
                    count(handle, mails, attempt.person(), caps.person().since())
                                    >= caps.person().count()
                            || count(
                                            handle,
                                            mails,
                                            attempt.person(),
                                            attempt.at().minus(caps.gap()))
                                    > 0;
            note(handle, attempt, enough ? 0 : 1);
            return enough ? Verdict.ENOUGH_MAIL : Verdict.ADMITTED;
        });
    }

    private static int count(Handle handle, String which, String key, Instant since) {
        return handle.createQuery(
                        "SELECT COUNT(*) FROM join_attempt WHERE at > :since AND " + which)
                .bind("since", since.toEpochMilli())
                .bind("key", key)
                .mapTo(Integer.class)
                .one();
    }

    private static void note(Handle handle, Attempt attempt, int mailed) {
        handle.createUpdate(
                        """
                        INSERT INTO join_attempt (at, client, person, mailed)
                        VALUES (:at, :client, :person, :mailed)
                        """)
                .bind("at", attempt.at().toEpochMilli())
                .bind("client", attempt.client())
                .bind("person", attempt.person())
                .bind("mailed", mailed)
                .execute();
    }

    /**
     * Takes a proof of work.
     *
     * @return false when it was taken before
     */
    public boolean spend(String challenge, Instant ends) {
        return database.write(handle ->
                handle.createUpdate(
                                        """
                                        INSERT INTO join_proof (challenge, ends)
                                        VALUES (:challenge, :ends) ON CONFLICT DO NOTHING
                                        """)
                                .bind("challenge", challenge)
                                .bind("ends", ends.toEpochMilli())
                                .execute()
                        == 1);
    }

    /** Forgets attempts before an instant, and proofs that are no good any more. */
    public void forget(Instant attemptsBefore, Instant now) {
        database.change(handle -> {
            handle.createUpdate("DELETE FROM join_attempt WHERE at < :before")
                    .bind("before", attemptsBefore.toEpochMilli())
                    .execute();
            handle.createUpdate("DELETE FROM join_proof WHERE ends < :now")
                    .bind("now", now.toEpochMilli())
                    .execute();
        });
    }
}
