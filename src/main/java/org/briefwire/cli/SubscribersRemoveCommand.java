package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "remove",
        description = "Takes somebody off a list, or off all of them; what is queued is not sent.")
final class SubscribersRemoveCommand extends BriefwireCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The subscriber's email address.")
    @Nullable EmailAddress address;

    @Option(names = "--list", paramLabel = "ID", description = "The list; by default all.")
    @Nullable ListId list;

    SubscribersRemoveCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var standings =
                    installation
                            .subscribers()
                            .find(Objects.requireNonNull(address))
                            .map(subscriber -> subscriber.subscriptions())
                            .orElseThrow(
                                    () -> new BriefwireException(address + " is no subscriber"))
                            .stream()
                            .filter(standing -> list == null || standing.list().equals(list))
                            .toList();
            if (standings.isEmpty()) {
                throw new BriefwireException("%s is not on %s".formatted(address, list));
            }
            for (var standing : standings) {
                installation
                        .leave()
                        .unsubscribe(standing.id(), "removed by the operator", clock().instant());
                out().println(address + " is off " + standing.list());
            }
            return Exit.DONE;
        }
    }
}
