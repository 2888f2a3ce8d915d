package org.briefwire.audience;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.SubscriptionState;
import org.briefwire.store.Database;
import org.briefwire.store.Enrolment.Why;
import org.briefwire.store.Enrolments;
import org.briefwire.store.Subscribers;

/** A list, and people on it. */
final class Enrolling {
    static final NewsList DAILY =
            new NewsList(
                    new ListId("daily"),
                    "Daily",
                    "",
                    List.of(),
                    NewsList.Approval.AUTO,
                    List.of(
                            new Cadence(
                                    new CadenceId("daily"),
                                    "0 0 7 ? * *",
                                    Cadence.Clock.PUBLICATION),
                            new Cadence(new CadenceId("instant"), "", Cadence.Clock.PUBLICATION)),
                    NewsList.Visibility.PUBLIC,
                    Mailbox.parse("news@example.org"),
                    "en");

    private Enrolling() {}

    static Enrol with(Database database, StartCursor startCursor) {
        return new Enrol(new Subscribers(database), new Enrolments(database), startCursor);
    }

    static Application application(SubscriptionState state, Map<String, String> fields) {
        return new RowReader(DAILY, state).read(column -> fields.getOrDefault(column, ""));
    }

    static void active(Database database, EmailAddress address, Instant at) {
        var fields = Map.of("email", address.toString());
        with(database, (list, cadence, zone, when) -> 0)
                .enrol(
                        DAILY,
                        List.of(application(SubscriptionState.ACTIVE, fields)),
                        new Why(at, "a test", ""));
    }
}
