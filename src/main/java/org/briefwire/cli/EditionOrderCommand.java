package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.app.Installation;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.ListId;
import org.briefwire.store.Editions;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** What a person orders about one edition. */
abstract class EditionOrderCommand extends BriefwireCommand {
    @Parameters(index = "0", paramLabel = "LIST", description = "The list.")
    @Nullable ListId list;

    @Parameters(index = "1", paramLabel = "NUMBER", description = "The edition's number in it.")
    long number;

    EditionOrderCommand(Session session) {
        super(session);
    }

    /** Carries the order out, and says what came of it. */
    abstract Exit order(Installation installation, Editions.Edition edition);

    @Override
    final Exit run() {
        try (var installation = installation()) {
            var id = Objects.requireNonNull(list);
            installation.list(id);
            var edition =
                    installation
                            .editions()
                            .summary(id, number)
                            .orElseThrow(() ->
                                    new BriefwireException(
                                            "%s has no edition %d; 'editions list %s' names them all"
                                                    .formatted(id, number, id)))
                            .edition();
            return order(installation, edition);
        }
    }

    /** Says what came of it. */
    final void say(String what) {
        out().println("%s number %d: %s".formatted(list, number, what));
    }

    /** What can't be ordered, in words. */
    final BriefwireException refused(String why) {
        return new BriefwireException("%s number %d %s".formatted(list, number, why));
    }
}
