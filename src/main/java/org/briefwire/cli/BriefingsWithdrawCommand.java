package org.briefwire.cli;

import java.util.Objects;
import org.briefwire.model.BriefwireException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "withdraw",
        description =
                "Takes a briefing back: its page and the feeds say so, and no mail carries it from"
                        + " now on, what is queued included.")
final class BriefingsWithdrawCommand extends BriefwireCommand {
    @Parameters(paramLabel = "SLUG", description = "What 'briefings list' calls it.")
    @Nullable String slug;

    @Option(
            names = "--reason",
            required = true,
            paramLabel = "TEXT",
            description = "Why, in words for readers: pages and feeds show it.")
    @Nullable String reason;

    BriefingsWithdrawCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var wanted = Objects.requireNonNull(slug);
        var why = Objects.requireNonNull(reason).strip();
        if (why.isEmpty()) {
            throw new BriefwireException("--reason is empty: readers are told why");
        }
        try (var installation = installation()) {
            switch (installation.withdrawals().withdraw(wanted, why, clock().instant())) {
                case WITHDRAWN -> {}
                case ALREADY -> throw new BriefwireException(wanted + " was withdrawn before");
                case UNKNOWN ->
                        throw new BriefwireException(
                                "there is no briefing '%s'; 'briefings list' names them all"
                                        .formatted(wanted));
            }
            var summary = new RunSummary(out(), err());
            installation.press().makeBegun().forEach(summary::print);
            var feeds = installation.press().publishFeeds();
            out().println(
                            "%s is withdrawn; feeds brought up to date: %d"
                                    .formatted(wanted, feeds.written().size()));
            return feeds.refused().isEmpty() ? Exit.DONE : Exit.FAILED;
        }
    }
}
