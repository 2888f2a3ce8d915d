package org.briefwire.cli;

import java.util.Map;
import org.briefwire.demo.Demo;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "demo",
        description = {
            "Runs the main job on samples: briefings, readers, a feed, a mailbox to look into.",
            "Nothing leaves this machine, and nothing stays on it."
        })
final class DemoCommand extends BriefwireCommand {
    @Option(names = "--once", description = "One run, a summary, and the end.")
    boolean once;

    DemoCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        ending().heed();
        try (var demo = Demo.open(clock())) {
            ending().then(demo::stop);
            new RunSummary(out(), err()).print(demo.run());
            out().println("%-10s %d in the mailbox".formatted("arrived", demo.arrived()));
            if (once) {
                return Exit.DONE;
            }
            out().println();
            for (var address : demo.serve().entrySet()) {
                print(address);
            }
            out().println();
            out().println("Ctrl-C ends it, and its folder goes with it.");
            out().flush();
            ending().await();
        }
        return Exit.DONE;
    }

    private void print(Map.Entry<String, String> address) {
        out().println("%-10s %s".formatted(address.getKey(), address.getValue()));
    }
}
