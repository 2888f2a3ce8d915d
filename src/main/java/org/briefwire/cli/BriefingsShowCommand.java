package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.json.Json;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.store.Archive;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one released briefing.")
final class BriefingsShowCommand extends BriefwireCommand {
    @Parameters(paramLabel = "SLUG", description = "What 'briefings list' calls it.")
    @Nullable String slug;

    @Option(names = "--json", description = "Print it as one object, for programs.")
    boolean json;

    BriefingsShowCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var wanted = Objects.requireNonNull(slug);
            switch (installation.archive().bySlug(wanted)) {
                case Archive.Shelved.Released released -> show(released.briefing());
                case Archive.Shelved.Withdrawn withdrawn ->
                        throw new BriefwireException(
                                (wanted + " was withdrawn. " + withdrawn.reason()).strip());
                case Archive.Shelved.Unknown unknown ->
                        throw new BriefwireException(
                                "there is no briefing '%s'; 'briefings list' names them all"
                                        .formatted(wanted));
            }
            return Exit.DONE;
        }
    }

    private void show(PublishedBriefing published) {
        if (json) {
            out().println(Json.writePretty(published));
            return;
        }
        new BriefingText(out()).print(published.briefing());
    }
}
