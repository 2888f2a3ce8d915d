package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SuppressionReason;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "add",
        description =
                "Sends no more mail to an address, whatever list; what is queued is not sent.")
final class SuppressionsAddCommand extends BriefwireCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The address.")
    @Nullable EmailAddress address;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever asks later.")
    String reason = "";

    SuppressionsAddCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var who = Objects.requireNonNull(address);
            var added =
                    installation
                            .suppressions()
                            .add(who, SuppressionReason.MANUAL, reason, clock().instant());
            out().println(
                            added
                                    ? who + " gets no more mail"
                                    : who + " got no mail before, and gets none now");
            return Exit.DONE;
        }
    }
}
