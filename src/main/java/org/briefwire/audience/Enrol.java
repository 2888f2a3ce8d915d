package org.briefwire.audience;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.SubscriptionState;
import org.briefwire.store.Enrolment;
import org.briefwire.store.Enrolment.Why;
import org.briefwire.store.Enrolments;
import org.briefwire.store.Imports.Advance;
import org.briefwire.store.Person;
import org.briefwire.store.Preferences.Urgent;
import org.briefwire.store.Standing;
import org.briefwire.store.Subscriber;
import org.briefwire.store.Subscribers;

/**
 * How people get onto a list: new ones are added, known ones are changed, and who left stays left.
 * Safe for many threads.
 */
public final class Enrol {
    private final Subscribers subscribers;
    private final Enrolments enrolments;
    private final StartCursor startCursor;

    public Enrol(Subscribers subscribers, Enrolments enrolments, StartCursor startCursor) {
        this.subscribers = subscribers;
        this.enrolments = enrolments;
        this.startCursor = startCursor;
    }

    /** What became of an application. */
    public enum Outcome {
        ADDED,
        /** It was pending, and is active now. */
        CONFIRMED,
        CHANGED,
        UNCHANGED,
        /** The reader left earlier, so nothing was changed. */
        LEFT
    }

    /**
     * Enrols people, all of them in one transaction.
     *
     * @param applications no address twice
     * @return what became of each, in their order
     */
    public List<Outcome> enrol(NewsList list, List<Application> applications, Why why) {
        var draft = draft(list, applications, why);
        enrolments.save(draft.enrolment());
        return draft.outcomes;
    }

    /** The same for several lists, and keeps with it how far an import has come. */
    List<Outcome> enrol(Map<NewsList, List<Application>> applications, Why why, Advance advance) {
        var drafts = new ArrayList<Draft>();
        applications.forEach((list, each) -> drafts.add(draft(list, each, why)));
        enrolments.save(drafts.stream().map(Draft::enrolment).toList(), Optional.of(advance));
        return drafts.stream().flatMap(draft -> draft.outcomes.stream()).toList();
    }

    /** What {@link #enrol} would do; nothing is changed. */
    public List<Outcome> rehearse(NewsList list, List<Application> applications, Why why) {
        return draft(list, applications, why).outcomes;
    }

    private Draft draft(NewsList list, List<Application> applications, Why why) {
        var known = subscribers.known(applications.stream().map(Application::address).toList());
        var draft = new Draft(list, why);
        for (var application : applications) {
            var subscriber = known.get(application.address().key());
            draft.outcomes.add(
                    subscriber == null
                            ? draft.welcome(application)
                            : draft.meet(application, subscriber));
        }
        return draft;
    }

    private final class Draft {
        private final NewsList list;
        private final Why why;
        private final Map<String, Long> starts = new HashMap<>();
        private final List<Outcome> outcomes = new ArrayList<>();
        private final List<Person> persons = new ArrayList<>();
        private final List<Person> changedPersons = new ArrayList<>();
        private final List<Enrolment.Added> added = new ArrayList<>();
        private final List<Enrolment.Confirmed> confirmed = new ArrayList<>();
        private final List<Enrolment.Changed> changed = new ArrayList<>();

        Draft(NewsList list, Why why) {
            this.list = list;
            this.why = why;
        }

        Enrolment enrolment() {
            return new Enrolment(
                    list.id(), persons, changedPersons, added, confirmed, changed, why);
        }

        Outcome welcome(Application application) {
            var person = merged(application, new Person(application.address(), "", "", ""));
            persons.add(person);
            add(application, person);
            return Outcome.ADDED;
        }

        Outcome meet(Application application, Subscriber subscriber) {
            var standing = subscriber.on(list.id());
            if (standing.isPresent() && standing.get().state() == SubscriptionState.UNSUBSCRIBED) {
                return Outcome.LEFT;
            }
            var person = merged(application, subscriber.person());
            var isNewPerson = !person.equals(subscriber.person());
            if (isNewPerson) {
                changedPersons.add(person);
            }
            if (standing.isEmpty()) {
                add(application, person);
                return Outcome.ADDED;
            }
            var isNewChoice = change(application, standing.get(), person);
            if (confirm(application, standing.get(), person)) {
                return Outcome.CONFIRMED;
            }
            return isNewPerson || isNewChoice ? Outcome.CHANGED : Outcome.UNCHANGED;
        }

        private Person merged(Application application, Person person) {
            return new Person(
                    person.address(),
                    application.name().orElse(person.name()),
                    application.language().orElse(person.language()),
                    application.zone().orElse(person.zone()));
        }

        private void add(Application application, Person person) {
            var cadence = application.cadence().orElse(list.firstCadence().id());
            added.add(
                    new Enrolment.Added(
                            person.address(),
                            application.state(),
                            cadence,
                            choice(application, Choice.EVERYTHING, person),
                            start(cadence, person),
                            application.urgent().orElse(Urgent.WITH_THE_OTHERS),
                            application.pausedUntil(),
                            application.evidence()));
        }

        private boolean change(Application application, Standing standing, Person person) {
            var cadence = application.cadence().orElse(standing.cadence());
            var choice = choice(application, standing.choice(), person);
            if (cadence.equals(standing.cadence()) && choice.equals(standing.choice())) {
                return false;
            }
            changed.add(new Enrolment.Changed(standing.id(), cadence, choice));
            return true;
        }

        private boolean confirm(Application application, Standing standing, Person person) {
            if (application.state() != SubscriptionState.ACTIVE
                    || standing.state() != SubscriptionState.PENDING) {
                return false;
            }
            var cadence = application.cadence().orElse(standing.cadence());
            confirmed.add(new Enrolment.Confirmed(standing.id(), start(cadence, person)));
            return true;
        }

        private long start(CadenceId cadence, Person person) {
            return starts.computeIfAbsent(
                    cadence + " " + person.zone(),
                    _ -> startCursor.of(list.id(), cadence, person.zone(), why.at()));
        }
    }

    private static Choice choice(Application application, Choice choice, Person person) {
        return new Choice(
                application.depth().orElse(choice.depth()),
                application.topics().orElse(choice.topics()),
                person.language());
    }
}
