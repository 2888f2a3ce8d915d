package org.briefwire.cli;

import java.util.List;
import org.briefwire.answer.Audit;
import org.briefwire.store.Inspection.Gap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "audit",
        description = {
            "Compares releases, editions, deliveries, archive, feeds and pictures, and names every gap.",
            "Changes nothing, also beside a running server; 1 when there is a gap."
        })
final class AuditCommand extends BriefwireCommand {
    @Mixin ListingOptions listing = new ListingOptions();

    AuditCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var findings = installation.press().audit().look();
            if (listing.json) {
                listing.print(this, findings.gaps(), List.of());
            } else {
                print(findings);
            }
            return findings.gaps().isEmpty() ? Exit.DONE : Exit.FAILED;
        }
    }

    private void print(Audit.Findings findings) {
        var paragraphs = new Paragraphs(out());
        findings.gaps().stream().limit(listing.limit()).forEach(gap -> print(gap, paragraphs));
        var extent = findings.extent();
        paragraphs.print(
                "",
                "%s: %s, %s, %s, %s, %s and %s compared."
                        .formatted(
                                verdict(findings.gaps().size()),
                                counted(extent.releases(), "release", "releases"),
                                counted(extent.editions(), "edition", "editions"),
                                counted(extent.contents(), "content", "contents"),
                                counted(extent.deliveries(), "delivery", "deliveries"),
                                counted(findings.feeds(), "feed", "feeds"),
                                counted(findings.pictures(), "picture", "pictures")));
    }

    private static void print(Gap gap, Paragraphs paragraphs) {
        paragraphs.print("%-11s".formatted(gap.area()), gap.finding());
        paragraphs.print(" ".repeat(11), "-> " + gap.remedy());
    }

    private static String counted(long count, String one, String many) {
        return "%,d %s".formatted(count, count == 1 ? one : many);
    }

    private static String verdict(int gaps) {
        return switch (gaps) {
            case 0 -> "No gap";
            case 1 -> "1 gap";
            default -> gaps + " gaps";
        };
    }
}
