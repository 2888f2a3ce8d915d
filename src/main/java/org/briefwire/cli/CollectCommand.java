package org.briefwire.cli;

import org.briefwire.collect.Occasion;
import picocli.CommandLine.Command;

@Command(name = "collect", description = "Collects every source once, feeds that are not due too.")
final class CollectCommand extends BriefwireCommand {
    CollectCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var report = installation.press().collector().collect(Occasion.COMMAND, progress());
            new RunSummary(out(), err()).print(report);
            return Exit.DONE;
        }
    }
}
