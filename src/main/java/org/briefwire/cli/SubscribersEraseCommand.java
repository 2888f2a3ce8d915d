package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "erase",
        description =
                "Deletes everything that is held of somebody; only a hash of the address stays, so"
                        + " that it gets no mail.")
final class SubscribersEraseCommand extends BriefwireCommand {
    @Parameters(paramLabel = "ADDRESS", description = "The subscriber's email address.")
    @Nullable EmailAddress address;

    SubscribersEraseCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var subscriber =
                    installation
                            .subscribers()
                            .find(Objects.requireNonNull(address))
                            .orElseThrow(
                                    () -> new BriefwireException(address + " is no subscriber"));
            installation.personalData().erase(subscriber.id(), clock().instant());
            out().println(address + " is erased; only the hash of the address is kept");
            return Exit.DONE;
        }
    }
}
