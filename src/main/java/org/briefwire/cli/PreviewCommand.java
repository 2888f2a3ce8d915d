package org.briefwire.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.run.Rehearsal;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "preview",
        description = "Shows a list's next edition as text, or writes .html, .txt and .eml.")
final class PreviewCommand extends BriefwireCommand {
    private static final EmailAddress READER = EmailAddress.parse("reader@example.org");

    @Parameters(paramLabel = "LIST", description = "The list.")
    @Nullable ListId list;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description = "Write LIST.html, LIST.txt and LIST.eml there.")
    @Nullable Path folder;

    PreviewCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var id = Objects.requireNonNull(list);
            var mail = installation.press().rehearsal().mail(installation.list(id), READER, "");
            if (mail.isEmpty()) {
                err().println("There is nothing new for %s.".formatted(id));
                return Exit.DONE;
            }
            show(id, mail.get());
            mail.get()
                    .findings()
                    .forEach(finding ->
                            err().println(
                                            "%s: %s: %s"
                                                    .formatted(
                                                            finding.severity(),
                                                            finding.where(),
                                                            finding.what())));
            return Exit.DONE;
        }
    }

    private void show(ListId id, Rehearsal.Mail mail) {
        if (folder == null) {
            out().println("Subject: " + mail.subject());
            out().println();
            out().print(mail.text().replace("\r\n", "\n"));
            return;
        }
        var to = resolve(Objects.requireNonNull(folder));
        try {
            Files.createDirectories(to);
            Files.writeString(to.resolve(id + ".html"), mail.html(), StandardCharsets.UTF_8);
            Files.writeString(to.resolve(id + ".txt"), mail.text(), StandardCharsets.UTF_8);
            Files.write(to.resolve(id + ".eml"), mail.eml());
        } catch (IOException e) {
            throw new BriefwireException("%s can't be written: %s".formatted(to, e), e);
        }
        for (var ending : new String[] {".html", ".txt", ".eml"}) {
            out().println(to.resolve(id + ending));
        }
    }
}
