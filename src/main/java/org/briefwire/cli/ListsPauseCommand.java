package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.model.ListId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "pause",
        description = "Sends nothing of a list: what is queued waits, new editions are held.")
final class ListsPauseCommand extends BriefwireCommand {
    @Parameters(paramLabel = "LIST", description = "The list.")
    @Nullable ListId list;

    @Option(names = "--reason", paramLabel = "TEXT", description = "Why, for whoever looks next.")
    String reason = "by command";

    ListsPauseCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var id = Objects.requireNonNull(list);
            installation.list(id);
            var paused = installation.listPauses().pause(id, reason, clock().instant());
            out().println(id + (paused ? " is paused" : " was paused before"));
            return Exit.DONE;
        }
    }
}
