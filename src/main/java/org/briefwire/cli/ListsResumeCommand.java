package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.ListId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "resume",
        description =
                "Lets a paused list go on, and what was queued of it; what is held meanwhile waits for"
                        + " 'editions approve' or goes into the next edition.")
final class ListsResumeCommand extends BriefwireCommand {
    @Parameters(paramLabel = "LIST", description = "The list.")
    @Nullable ListId list;

    ListsResumeCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var id = Objects.requireNonNull(list);
            installation.list(id);
            var editions =
                    installation
                            .listPauses()
                            .resume(id, clock().instant())
                            .orElseThrow(() -> new BriefwireException(id + " is not paused"));
            out().println(
                            switch (editions) {
                                case 0 -> id + " goes on";
                                case 1 -> id + " goes on, and the edition that was under way";
                                default ->
                                        "%s goes on, and %d editions that were under way"
                                                .formatted(id, editions);
                            });
            return Exit.DONE;
        }
    }
}
