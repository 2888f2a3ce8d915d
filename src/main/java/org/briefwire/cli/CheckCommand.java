package org.briefwire.cli;

import java.util.List;
import org.briefwire.app.Check;
import org.briefwire.app.Checked;
import org.briefwire.app.Checked.Verdict;
import org.briefwire.config.ConfigException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "check",
        description = "Looks at config, database, sources, templates, SMTP servers, DNS and disk.")
final class CheckCommand extends BriefwireCommand {
    private static final List<Listing.Column<Checked>> COLUMNS =
            List.of(
                    Listing.Column.of("verdict", Checked::verdict),
                    Listing.Column.of("what", Checked::what),
                    Listing.Column.of("finding", CheckCommand::told));

    @Mixin ListingOptions listing = new ListingOptions();

    CheckCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var checked = checked();
        listing.print(this, checked, COLUMNS);
        return checked.stream().anyMatch(line -> line.verdict() == Verdict.FAIL)
                ? Exit.FAILED
                : Exit.DONE;
    }

    private List<Checked> checked() {
        try (var installation = installation()) {
            return new Check(installation).all();
        } catch (ConfigException e) {
            return Check.of(e);
        }
    }

    private static String told(Checked line) {
        return line.remedy().isEmpty()
                ? line.finding()
                : "%s (%s)".formatted(line.finding(), line.remedy());
    }
}
