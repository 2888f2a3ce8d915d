package org.briefwire.cli;

import org.briefwire.app.Installation;
import org.briefwire.edition.Made;
import org.briefwire.store.Editions;
import picocli.CommandLine.Command;

@Command(
        name = "approve",
        description = "Lets an edition that is held go out, its later waves too.")
final class EditionsApproveCommand extends EditionOrderCommand {
    EditionsApproveCommand(Session session) {
        super(session);
    }

    @Override
    Exit order(Installation installation, Editions.Edition edition) {
        switch (edition.state()) {
            case REPLACED ->
                    throw refused("was replaced: what it held goes out with a later edition");
            case CANCELLED -> throw refused("was cancelled: its news go out with the next one");
            case SKIPPED -> throw refused("had nothing new: there is nothing to approve");
            case OPEN, HELD, SEALED, DONE -> {}
        }
        var held = installation.orders().approve(edition.id(), clock().instant());
        if (held == 0) {
            say("is not held: nothing to approve; its later waves go out by themselves");
            return Exit.DONE;
        }
        var summary = new RunSummary(out(), err());
        var made = installation.press().makeBegun();
        made.forEach(summary::print);
        if (made.stream().anyMatch(Made.Held.class::isInstance)) {
            return Exit.HELD;
        }
        say("approved; 'run' sends it, or the server that runs");
        return made.stream().anyMatch(Made.Failed.class::isInstance) ? Exit.FAILED : Exit.DONE;
    }
}
