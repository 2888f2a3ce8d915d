package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "lift",
        description =
                "Lets an address get mail again, from the next edition on; who left stays left.")
final class SuppressionsLiftCommand extends BriefwireCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The address.")
    @Nullable EmailAddress address;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            required = true,
            description = "Why; it is kept for ever.")
    String reason = "";

    SuppressionsLiftCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        if (reason.isBlank()) {
            throw wrongUsage("--reason is empty; say why, it is kept for whoever asks later");
        }
        try (var installation = installation()) {
            var who = Objects.requireNonNull(address);
            var was =
                    installation
                            .suppressions()
                            .lift(who, reason, clock().instant())
                            .orElseThrow(() ->
                                    new BriefwireException(
                                            who + " is not suppressed; nothing is to be lifted"));
            out().println(
                            "%s gets mail again; it was suppressed by %s on %s"
                                    .formatted(who, was.reason().word(), was.at()));
            return Exit.DONE;
        }
    }
}
