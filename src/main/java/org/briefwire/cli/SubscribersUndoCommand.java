package org.briefwire.cli;

import org.briefwire.model.BriefwireException;
import org.briefwire.store.ImportUndo;
import org.briefwire.store.Imports;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "undo",
        description = {
            "Takes an import back: who came by it goes, what it changed is as it was.",
            "What a reader did since then stands; who was sent mail already gets no more."
        })
final class SubscribersUndoCommand extends BriefwireCommand {
    @Parameters(
            paramLabel = "IMPORT",
            description = "Its number; 'subscribers imports' lists them.")
    long number;

    SubscribersUndoCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var found = installation.imports().find(number);
            if (found.isEmpty()) {
                throw new BriefwireException(
                        "there is no import %d; 'subscribers imports' lists them"
                                .formatted(number));
            }
            var undone = installation.importUndo().undo(number, clock().instant());
            out().println(text(found.get(), undone));
            return Exit.DONE;
        }
    }

    private static String text(Imports.Import found, ImportUndo.Undone undone) {
        var lifted =
                undone.lifted() == 0 ? "" : ", %d suppressions lifted".formatted(undone.lifted());
        return "import %d of %s is undone: %d removed, %d ended, %d as they were before, %d left alone because something happened since%s"
                .formatted(
                        found.id(),
                        found.file(),
                        undone.removed(),
                        undone.ended(),
                        undone.restored(),
                        undone.kept(),
                        lifted);
    }
}
