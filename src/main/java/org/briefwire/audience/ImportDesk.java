package org.briefwire.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.briefwire.audience.Enrol.Outcome;
import org.briefwire.config.NewsList;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.SuppressionReason;
import org.briefwire.store.Enrolment.Why;
import org.briefwire.store.Imports;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Suppressions;

/** What an import does with the rows that it could read: for good, or to see what would happen. */
sealed interface ImportDesk {
    /** An address that gets no mail where the file comes from. */
    record Barred(EmailAddress address, SuppressionReason reason, String evidence) {}

    /** The number of the import; nothing: it is only a rehearsal. */
    Optional<Long> number();

    /** How many rows of the file an earlier run, which was cut off, has dealt with. */
    long before();

    /** Which of the addresses must get no mail, as hashes. */
    Set<String> suppressed(Collection<EmailAddress> addresses);

    /**
     * Takes a batch.
     *
     * @param through rows of the file that are dealt with by it
     */
    List<Outcome> take(
            Map<NewsList, List<Application>> applications, List<Barred> barred, long through);

    /** The file has come to its end. */
    void end();

    /** Nothing is kept. */
    final class Rehearsal implements ImportDesk {
        private final Enrol enrol;
        private final Subscribers subscribers;
        private final Why why;
        private final Set<String> added = new HashSet<>();

        Rehearsal(Enrol enrol, Subscribers subscribers, Instant at) {
            this.enrol = enrol;
            this.subscribers = subscribers;
            this.why = new Why(at, "", "");
        }

        @Override
        public Optional<Long> number() {
            return Optional.empty();
        }

        @Override
        public long before() {
            return 0;
        }

        @Override
        public Set<String> suppressed(Collection<EmailAddress> addresses) {
            return subscribers.suppressed(addresses);
        }

        @Override
        public List<Outcome> take(
                Map<NewsList, List<Application>> applications, List<Barred> barred, long through) {
            var outcomes = new ArrayList<Outcome>();
            applications.forEach((list, each) -> {
                var results = enrol.rehearse(list, each, why).iterator();
                each.forEach(application ->
                        outcomes.add(
                                result(
                                        list.id() + " " + application.address().key(),
                                        results.next())));
            });
            return outcomes;
        }

        // what an earlier row would have added is not there for a later one of the same address
        private Outcome result(String who, Outcome outcome) {
            return outcome == Outcome.ADDED && !added.add(who) ? Outcome.UNCHANGED : outcome;
        }

        @Override
        public void end() {}
    }

    /** Everything is kept, a transaction for each batch. */
    final class ForGood implements ImportDesk {
        private final Enrol enrol;
        private final Subscribers subscribers;
        private final Suppressions suppressions;
        private final Imports imports;
        private final Imports.Import begun;
        private final Why why;

        ForGood(
                Enrol enrol,
                Subscribers subscribers,
                Suppressions suppressions,
                Imports imports,
                ImportOrder order,
                Imports.Import begun,
                Instant at) {
            this.enrol = enrol;
            this.subscribers = subscribers;
            this.suppressions = suppressions;
            this.imports = imports;
            this.begun = begun;
            this.why =
                    new Why(
                            at,
                            "imported from %s %s".formatted(begun.file(), word(order.state())),
                            Long.toString(begun.id()));
        }

        private static String word(SubscriptionState state) {
            return state == SubscriptionState.ACTIVE
                    ? "by the operator as confirmed"
                    : "by the operator";
        }

        @Override
        public Optional<Long> number() {
            return Optional.of(begun.id());
        }

        @Override
        public long before() {
            return begun.through();
        }

        @Override
        public Set<String> suppressed(Collection<EmailAddress> addresses) {
            return subscribers.suppressed(addresses);
        }

        @Override
        public List<Outcome> take(
                Map<NewsList, List<Application>> applications, List<Barred> barred, long through) {
            suppressions.bar(
                    begun.id(),
                    barred.stream()
                            .map(each ->
                                    new Suppressions.Bar(
                                            each.address(), each.reason(), each.evidence()))
                            .toList(),
                    why.at());
            return enrol.enrol(applications, why, new Imports.Advance(begun.id(), through));
        }

        @Override
        public void end() {
            imports.end(begun.id(), why.at());
        }
    }
}
