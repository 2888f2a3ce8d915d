package org.briefwire.cli;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.briefwire.audience.Application;
import org.briefwire.audience.RowReader;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionState;
import org.briefwire.store.Enrolment.Why;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description = "Puts somebody on a list, or changes what they get; who left stays left.")
final class SubscribersAddCommand extends BriefwireCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The subscriber's email address.")
    @Nullable EmailAddress address;

    @Option(names = "--list", required = true, paramLabel = "ID", description = "The list.")
    @Nullable ListId list;

    @Option(names = "--name", description = "The subscriber's name.")
    String name = "";

    @Option(names = "--language", description = "Such as de; by default each list's.")
    String language = "";

    @Option(names = "--zone", description = "Such as Asia/Tokyo; by default the publication's.")
    String zone = "";

    @Option(names = "--topics", description = "Such as 'world;science'; by default every one.")
    String topics = "";

    @Option(names = "--cadence", description = "One of the list's; by default its first.")
    String cadence = "";

    @Option(names = "--depth", description = "headlines, essentials or full (the default).")
    String depth = "";

    @Option(names = "--confirmed", description = "It is known that they want it: active at once.")
    boolean confirmed;

    SubscribersAddCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var newsList = installation.list(Objects.requireNonNull(list));
            var why =
                    new Why(
                            clock().instant(),
                            confirmed
                                    ? "added by the operator as confirmed"
                                    : "added by the operator",
                            "");
            var outcome =
                    installation
                            .enrol()
                            .enrol(newsList, List.of(application(newsList)), why)
                            .getFirst();
            return switch (outcome) {
                case ADDED, CONFIRMED ->
                        done(confirmed ? "gets %s now" : "is on %s, and waits for confirmation");
                case CHANGED -> done("is on %s, and is changed");
                case UNCHANGED -> done("is on %s as it is");
                case LEFT ->
                        throw new BriefwireException(
                                "%s left %s; only the reader can come back"
                                        .formatted(address, list));
            };
        }
    }

    private Application application(NewsList newsList) {
        var fields =
                Map.of(
                        "email", String.valueOf(address),
                        "name", name,
                        "language", language,
                        "zone", zone,
                        "topics", topics,
                        "cadence", cadence,
                        "depth", depth);
        var state = confirmed ? SubscriptionState.ACTIVE : SubscriptionState.PENDING;
        try {
            return new RowReader(newsList, state).read(column -> fields.getOrDefault(column, ""));
        } catch (IllegalArgumentException e) {
            throw wrongUsage(String.valueOf(e.getMessage()));
        }
    }

    private Exit done(String what) {
        out().println(address + " " + what.replace("%s", String.valueOf(list)));
        return Exit.DONE;
    }
}
