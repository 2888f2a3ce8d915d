package org.briefwire.cli;

import org.briefwire.app.Installation;
import org.briefwire.store.Editions;
import picocli.CommandLine.Command;

@Command(
        name = "cancel",
        description =
                "Stops an edition; its news go to those who did not get it with their next one.")
final class EditionsCancelCommand extends EditionOrderCommand {
    EditionsCancelCommand(Session session) {
        super(session);
    }

    @Override
    Exit order(Installation installation, Editions.Edition edition) {
        var stopped = installation.orders().cancel(edition.id(), clock().instant());
        say("cancelled; deliveries stopped: " + stopped);
        return Exit.DONE;
    }
}
