package org.briefwire.cli;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.briefwire.app.Installation;
import org.briefwire.model.BriefwireException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "export", description = "Writes every subscription as CSV, which import reads.")
final class SubscribersExportCommand extends BriefwireCommand {
    @Option(
            names = "--out",
            paramLabel = "FILE.csv",
            description = "Where to; by default standard output.")
    @Nullable Path file;

    SubscribersExportCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            write(installation);
            return Exit.DONE;
        } catch (IOException e) {
            throw new BriefwireException("%s can't be written: %s".formatted(file, e), e);
        }
    }

    private void write(Installation installation) throws IOException {
        if (file == null) {
            var out = new BufferedWriter(new OutputStreamWriter(out(), StandardCharsets.UTF_8));
            installation.subscriberExport().write(out);
            out.flush();
            return;
        }
        try (var out = Files.newBufferedWriter(resolve(file))) {
            installation.subscriberExport().write(out);
        }
    }
}
