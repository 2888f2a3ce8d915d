package org.briefwire.cli;

import org.briefwire.app.Installation;
import org.briefwire.store.Editions;
import picocli.CommandLine.Command;

@Command(
        name = "pause",
        description = "Lets an edition's mail wait; what is being handed over is finished.")
final class EditionsPauseCommand extends EditionOrderCommand {
    EditionsPauseCommand(Session session) {
        super(session);
    }

    @Override
    Exit order(Installation installation, Editions.Edition edition) {
        installation.orders().pause(edition.id(), clock().instant());
        say("paused; 'editions resume' lets it go on");
        return Exit.DONE;
    }
}
