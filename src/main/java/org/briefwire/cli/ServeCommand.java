package org.briefwire.cli;

import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "serve", description = "Runs the scheduler and the web server until it is stopped.")
final class ServeCommand extends BriefwireCommand {
    ServeCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        if (isRehearsal()) {
            throw wrongUsage("serve takes no --clock: it lives in real time");
        }
        ending().heed();
        try (var installation = installation()) {
            ending().then(installation::stop);
            installation.warnings().forEach(warning -> err().println("warning: line " + warning));
            try (var server = installation.serve(List.of())) {
                err().println("Briefwire serves %s; Ctrl-C ends it.".formatted(server.address()));
                ending().await();
            }
        }
        return Exit.DONE;
    }
}
