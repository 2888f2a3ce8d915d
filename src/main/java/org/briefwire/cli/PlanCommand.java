package org.briefwire.cli;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.briefwire.config.Cadence;
import org.briefwire.edition.Coming;
import org.briefwire.model.ListId;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(
        name = "plan",
        description = {
            "Says what the next slots will send: when, how many briefings, people and contents, and"
                    + " what pre-flight says.",
            "What it counts is what would go out now, without what is still to be collected. Changes"
                    + " nothing."
        })
final class PlanCommand extends BriefwireCommand {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("EEE d MMM uuuu HH:mm", Locale.ENGLISH);

    @Parameters(
            paramLabel = "LIST",
            arity = "0..*",
            description = "Only these lists; by default all.")
    List<ListId> chosen = new ArrayList<>();

    @Mixin ListingOptions listing = new ListingOptions();

    PlanCommand(Session session) {
        super(session);
    }

    private record Row(
            String list,
            String cadence,
            String cron,
            String zone,
            int zones,
            String due,
            List<LocalDateTime> dates,
            int briefings,
            long people,
            long readers,
            int contents,
            long smallest,
            long largest,
            List<String> findings) {
        static Row of(Coming coming) {
            return new Row(
                    coming.list().id().value(),
                    coming.cadence().id().value(),
                    coming.cadence().cron(),
                    isOwn(coming) ? "subscriber" : coming.home().getId(),
                    coming.zones(),
                    coming.due().map(Object::toString).orElse(""),
                    coming.dates(),
                    coming.briefings(),
                    coming.people(),
                    coming.readers(),
                    coming.contents(),
                    coming.smallest(),
                    coming.largest(),
                    coming.findings());
        }
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var lists =
                    chosen.isEmpty()
                            ? installation.config().lists()
                            : chosen.stream().map(installation::list).toList();
            var forecast = installation.press().forecast().of(lists);
            if (listing.json) {
                listing.print(this, forecast.stream().map(Row::of).toList(), List.of());
            } else {
                forecast.stream().limit(listing.limit()).forEach(this::print);
            }
            return Exit.DONE;
        }
    }

    private void print(Coming coming) {
        var paragraphs = new Paragraphs(out());
        paragraphs.print(
                "", "%s %s: %s".formatted(coming.list().id(), coming.cadence().id(), when(coming)));
        if (!coming.dates().isEmpty()) {
            paragraphs.print(
                    "  next  ",
                    coming.dates().stream()
                            .map(PlanCommand::together)
                            .collect(Collectors.joining(", ")));
        }
        paragraphs.print("  now   ", load(coming));
        for (var finding : coming.findings()) {
            paragraphs.print("  held  ", finding);
        }
    }

    private static String together(TemporalAccessor date) {
        return DATE.format(date).replace(' ', Paragraphs.NO_BREAK);
    }

    private static boolean isOwn(Coming coming) {
        return coming.cadence().clock() == Cadence.Clock.SUBSCRIBER
                && !coming.cadence().isInstant();
    }

    private static String when(Coming coming) {
        if (coming.cadence().isInstant()) {
            return "at once, whenever something is released";
        }
        if (!isOwn(coming)) {
            return coming.home() + " time";
        }
        return "where each reader lives, in %s; it begins at %s"
                .formatted(
                        counted(coming.zones(), "zone"),
                        coming.due()
                                        .map(due -> together(due.atZone(coming.home())))
                                        .orElse("no time")
                                + Paragraphs.NO_BREAK
                                + coming.home());
    }

    private static String load(Coming coming) {
        if (coming.people() == 0) {
            return "%s, nothing for any of %s"
                    .formatted(
                            counted(coming.briefings(), "new briefing"),
                            counted(coming.readers(), "reader"));
        }
        return "%s for %,d of %s, in %s of %s; pre-flight %s"
                .formatted(
                        counted(coming.briefings(), "new briefing"),
                        coming.people(),
                        counted(coming.readers(), "reader"),
                        counted(coming.contents(), "content"),
                        size(coming),
                        coming.findings().isEmpty() ? "finds nothing" : "holds it");
    }

    private static String size(Coming coming) {
        var smallest = Math.ceilDiv(coming.smallest(), 1000);
        var largest = Math.ceilDiv(coming.largest(), 1000);
        return smallest == largest ? largest + " KB" : "%d to %d KB".formatted(smallest, largest);
    }

    private static String counted(long count, String what) {
        return count == 1 ? "1 " + what : "%,d %ss".formatted(count, what);
    }
}
