package org.briefwire.cli;

import java.util.List;
import java.util.stream.Collectors;
import org.briefwire.store.Standing;
import org.briefwire.store.Subscriber;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "list", description = "Lists subscribers and what they get.")
final class SubscribersListCommand extends BriefwireCommand {
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(
                    Listing.Column.of("email", Row::email),
                    Listing.Column.of("name", Row::name),
                    Listing.Column.of("language", Row::language),
                    Listing.Column.of("zone", Row::zone),
                    Listing.Column.of("subscriptions", Row::shown));

    @Mixin ListingOptions listing = new ListingOptions();

    SubscribersListCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation();
                var rows = listing.open(this, COLUMNS)) {
            installation
                    .subscribers()
                    .each(listing.limit(), subscriber -> rows.add(Row.of(subscriber)));
        }
        return Exit.DONE;
    }

    private record Row(
            String email,
            String name,
            String language,
            String zone,
            List<Subscription> subscriptions) {
        static Row of(Subscriber subscriber) {
            var person = subscriber.person();
            return new Row(
                    person.address().toString(),
                    person.name(),
                    person.language(),
                    person.zone(),
                    subscriber.subscriptions().stream().map(Subscription::of).toList());
        }

        String shown() {
            return subscriptions.stream()
                    .map(Subscription::shown)
                    .collect(Collectors.joining(", "));
        }
    }

    private record Subscription(
            String list, String state, String cadence, String topics, String depth) {
        static Subscription of(Standing standing) {
            return new Subscription(
                    standing.list().value(),
                    standing.state().word(),
                    standing.cadence().value(),
                    standing.choice().topics().word().replace(' ', ';'),
                    standing.choice().depth().word());
        }

        String shown() {
            return "%s (%s, %s, %s, %s)".formatted(list, state, cadence, topics, depth);
        }
    }
}
