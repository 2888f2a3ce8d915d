package org.briefwire.cli;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.briefwire.json.Json;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.ListId;
import org.briefwire.store.Editions;
import org.briefwire.store.ReturnedMailShelf;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one edition, and what became of each delivery.")
final class EditionsShowCommand extends BriefwireCommand {
    @Parameters(index = "0", paramLabel = "LIST", description = "The list.")
    @Nullable ListId list;

    @Parameters(index = "1", paramLabel = "NUMBER", description = "The edition's number in it.")
    long number;

    @Option(names = "--json", description = "Print it as one object, for programs.")
    boolean json;

    EditionsShowCommand(Session session) {
        super(session);
    }

    private record Shown(
            EditionsListCommand.Row edition,
            String subject,
            Instant made,
            String findings,
            String stopped,
            List<String> waiting,
            Map<String, Long> states,
            ReturnedMailShelf.Counts returned,
            List<Editions.Reply> replies) {}

    @Override
    Exit run() {
        try (var installation = installation()) {
            var id = Objects.requireNonNull(list);
            installation.list(id);
            var editions = installation.editions();
            var summary =
                    editions.summary(id, number)
                            .orElseThrow(() ->
                                    new BriefwireException(
                                            "%s has no edition %d; 'editions list %s' names them all"
                                                    .formatted(id, number, id)));
            var edition = summary.edition();
            show(
                    new Shown(
                            EditionsListCommand.Row.of(summary),
                            edition.subject(),
                            edition.made(),
                            summary.findings(),
                            installation.stopped().because(edition.id()).orElse(""),
                            installation.slowly(edition.id()),
                            editions.states(edition.id()),
                            installation.returnedMails().counts(edition.id()),
                            editions.replies(edition.id())));
            return Exit.DONE;
        }
    }

    private void show(Shown shown) {
        if (json) {
            out().println(Json.writePretty(shown));
            return;
        }
        var row = shown.edition();
        out().println(
                        "%s number %d, %s %s: %s"
                                .formatted(
                                        row.list(),
                                        number,
                                        row.cadence(),
                                        row.slot(),
                                        row.state()));
        out().println("subject     " + shown.subject());
        out().println("made        " + shown.made());
        out().println("briefings   " + row.briefings());
        shown.states().forEach((state, count) -> out().println("%-11s %d".formatted(state, count)));
        var returned = shown.returned();
        if (returned.bounced() > 0) {
            out().println(
                            "bounced     %d (%d hard)"
                                    .formatted(returned.bounced(), returned.hard()));
        }
        if (returned.complaints() > 0) {
            out().println("complaints  " + returned.complaints());
        }
        if (!shown.findings().isEmpty()) {
            out().println("held for    " + shown.findings().replace("\n", "\n            "));
        }
        if (!shown.stopped().isEmpty()) {
            out().println("stopped     " + shown.stopped());
        }
        shown.waiting().forEach(line -> out().println("waiting     " + line));
        for (var reply : shown.replies()) {
            out().println("%6d × %s: %s".formatted(reply.count(), reply.state(), reply.text()));
        }
    }
}
