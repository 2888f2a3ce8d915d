package org.briefwire.cli;

import org.briefwire.app.Installation;
import org.briefwire.store.Editions;
import picocli.CommandLine.Command;

@Command(name = "retry", description = "Tries again what failed, for those who still want it.")
final class EditionsRetryCommand extends EditionOrderCommand {
    EditionsRetryCommand(Session session) {
        super(session);
    }

    @Override
    Exit order(Installation installation, Editions.Edition edition) {
        var again = installation.orders().retry(edition.id(), clock().instant());
        say("deliveries pending again: " + again);
        return Exit.DONE;
    }
}
