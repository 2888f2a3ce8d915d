package org.briefwire.cli;

import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "feeds",
        description = "Writes every feed into a folder, under the paths of their addresses.")
final class FeedsCommand extends BriefwireCommand {
    @Option(names = "--out", paramLabel = "DIR", required = true, description = "The folder.")
    @Nullable Path folder;

    FeedsCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var to = resolve(Objects.requireNonNull(folder));
            var report = installation.press().publishFeeds(to);
            report.written().forEach(out()::println);
            for (var refused : report.refused()) {
                err().println("%s: %s".formatted(refused.file(), refused.reason()));
            }
            err().println(
                            "%d written, %d unchanged in %s"
                                    .formatted(report.written().size(), report.unchanged(), to));
            return report.refused().isEmpty() ? Exit.DONE : Exit.FAILED;
        }
    }
}
