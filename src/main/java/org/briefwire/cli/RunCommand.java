package org.briefwire.cli;

import java.util.ArrayList;
import java.util.List;
import org.briefwire.app.Installation;
import org.briefwire.config.NewsList;
import org.briefwire.model.ListId;
import org.briefwire.run.Occasion;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "run",
        description =
                "Collects, makes the editions that are due, sends, and updates the feeds, once.")
final class RunCommand extends BriefwireCommand {
    @Parameters(
            paramLabel = "LIST",
            arity = "0..*",
            description = "Only these lists; by default all.")
    List<ListId> chosen = new ArrayList<>();

    @Option(
            names = "--now",
            description = "Make one edition of each list at once, for everybody of it.")
    boolean now;

    RunCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        ending().heed();
        try (var installation = installation()) {
            ending().then(installation::stop);
            if (isRehearsal() && !installation.isMailKeptHere()) {
                throw wrongUsage(
                        "run takes --clock only when every SMTP server is on this machine: a"
                                + " rehearsed schedule must reach nobody");
            }
            var occasion = now ? Occasion.NOW : Occasion.DUE;
            var report =
                    installation.press().mainJob().run(lists(installation), occasion, progress());
            installation.returns().judgeRefusals();
            new RunSummary(out(), err()).print(report);
            if (report.isFailed()) {
                return Exit.FAILED;
            }
            if (ending().isTold()) {
                err().println(
                                "told to end; %d mails are left, and the next run goes on where this one stopped"
                                        .formatted(report.sent().waiting()));
                return Exit.DONE;
            }
            return report.isHeld() ? Exit.HELD : Exit.DONE;
        }
    }

    private List<NewsList> lists(Installation installation) {
        return chosen.isEmpty()
                ? installation.config().lists()
                : chosen.stream().map(installation::list).toList();
    }
}
