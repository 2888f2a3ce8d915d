package org.briefwire.cli;

import org.briefwire.json.Json;
import org.briefwire.model.BriefwireException;
import org.briefwire.store.ReturnedMailShelf.Row;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "show",
        description = "Shows a mail that came back: what it was taken for, why, and what followed.")
final class BouncesShowCommand extends BriefwireCommand {
    @Parameters(paramLabel = "ID", description = "Its number, as 'bounces list' tells it.")
    long id;

    @Option(names = "--raw", description = "Print the mail itself.")
    boolean raw;

    @Option(names = "--json", description = "Print it as one object, for programs.")
    boolean json;

    BouncesShowCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var mails = installation.returnedMails();
            var row =
                    mails.find(id)
                            .orElseThrow(() ->
                                    new BriefwireException(
                                            "there is no mail %d; 'bounces list' names them all"
                                                    .formatted(id)));
            if (raw) {
                var bytes =
                        mails.raw(id)
                                .orElseThrow(() ->
                                        new BriefwireException(
                                                "the mail itself is not kept; what it meant is"));
                out().write(bytes, 0, bytes.length);
                return Exit.DONE;
            }
            if (json) {
                out().println(Json.writePretty(row));
            } else {
                show(row);
            }
            return Exit.DONE;
        }
    }

    private void show(Row row) {
        line("taken", "%s (%s)".formatted(row.at(), row.origin()));
        line("from", row.sender());
        line("subject", row.subject());
        line("kind", row.kind());
        line("known by", row.rule());
        for (var one : row.recipients()) {
            out().println();
            line("of", one.address());
            line("means", (one.status() + " " + one.category()).strip());
            line("hard", one.hard() ? "yes: the address is dead" : "no");
            one.list()
                    .ifPresent(list ->
                            line("about", "%s number %d".formatted(list, one.number().orElse(0L))));
            line("followed", one.effect());
        }
    }

    private void line(String name, String value) {
        if (!value.isBlank()) {
            out().println("%-10s %s".formatted(name, value.replaceAll("\\p{Cntrl}+", " ")));
        }
    }
}
