package org.briefwire.cli;

import picocli.CommandLine.Command;

@Command(name = "version", description = "Prints the version, and the Java that runs it.")
final class VersionCommand extends BriefwireCommand {
    VersionCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        out().println(Version.text() + ", Java " + Runtime.version());
        return Exit.DONE;
    }
}
