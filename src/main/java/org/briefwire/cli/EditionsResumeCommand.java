package org.briefwire.cli;

import org.briefwire.app.Installation;
import org.briefwire.store.Editions;
import picocli.CommandLine.Command;

@Command(name = "resume", description = "Lets a paused edition go on.")
final class EditionsResumeCommand extends EditionOrderCommand {
    EditionsResumeCommand(Session session) {
        super(session);
    }

    @Override
    Exit order(Installation installation, Editions.Edition edition) {
        if (edition.paused().isEmpty()) {
            say("is not paused");
            return Exit.DONE;
        }
        installation.orders().resume(edition.id(), clock().instant());
        say("goes on; 'run' sends it, or the server that runs");
        return Exit.DONE;
    }
}
