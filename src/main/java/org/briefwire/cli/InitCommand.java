package org.briefwire.cli;

import java.nio.file.Path;
import java.util.Objects;
import org.briefwire.app.NewInstallation;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "init",
        description = "Makes a new installation: config, templates folder, incoming folder.")
final class InitCommand extends BriefwireCommand {
    @Parameters(paramLabel = "DIR", description = "Its folder; made when missing.")
    @Nullable Path folder;

    InitCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var home = resolve(Objects.requireNonNull(folder));
        var config = NewInstallation.make(home);
        out().println(
                        """
                        A new installation is in %s. Next:
                          1. Edit %s: your titles, addresses and mail server.
                          2. Put a briefing (.txt or .md) into %s.
                          3. Ask whether all is well:     briefwire check --config %s
                          4. Add yourself as a reader:    briefwire subscribers add YOU@EXAMPLE.ORG --list daily --confirmed --config %s
                          5. Send what there is, now:     briefwire run --now --config %s
                          6. Or serve and send on time:   briefwire serve --config %s\
                        """
                                .formatted(
                                        home,
                                        config,
                                        home.resolve("incoming"),
                                        config,
                                        config,
                                        config,
                                        config));
        return Exit.DONE;
    }
}
