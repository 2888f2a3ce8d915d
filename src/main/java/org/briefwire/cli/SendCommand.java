package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "send",
        description = "Sends a list's next edition to one address, as a test. Moves nothing.")
final class SendCommand extends BriefwireCommand {
    @Parameters(paramLabel = "LIST", description = "The list.")
    @Nullable ListId list;

    @Option(names = "--to", paramLabel = "ADDRESS", required = true, description = "Who gets it.")
    @Nullable EmailAddress to;

    SendCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        ending().heed();
        try (var installation = installation()) {
            ending().then(installation::stop);
            var id = Objects.requireNonNull(list);
            var address = Objects.requireNonNull(to);
            var mail =
                    installation
                            .press()
                            .rehearsal()
                            .mail(installation.list(id), address, "[test] ");
            if (mail.isEmpty()) {
                err().println("There is nothing new for %s.".formatted(id));
                return Exit.DONE;
            }
            var reply = installation.press().handOver(address, mail.get().eml());
            out().println("%s: %s".formatted(address, reply));
            return Exit.DONE;
        }
    }
}
