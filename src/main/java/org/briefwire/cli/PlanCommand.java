package org.briefwire.cli;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.edition.Coming;
import org.briefwire.model.ListId;
import org.briefwire.store.Held;
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
            String overdue,
            List<LocalDateTime> dates,
            int briefings,
            int corrections,
            long people,
            long readers,
            int contents,
            long smallest,
            long largest,
            List<String> findings,
            List<Long> held) {
        static Row of(Coming coming, List<Held.Edition> held) {
            return new Row(
                    coming.list().id().value(),
                    coming.cadence().id().value(),
                    coming.cadence().cron(),
                    isOwn(coming) ? "subscriber" : coming.times().home().getId(),
                    coming.times().zones(),
                    coming.times().next().map(Object::toString).orElse(""),
                    coming.times().overdue().map(Object::toString).orElse(""),
                    coming.times().dates(),
                    coming.briefings(),
                    coming.corrections(),
                    coming.people(),
                    coming.readers(),
                    coming.contents(),
                    coming.smallest(),
                    coming.largest(),
                    coming.findings(),
                    heldOf(coming.list(), held).stream().map(Held.Edition::number).toList());
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
            var held = installation.held().all();
            if (listing.json) {
                listing.print(
                        this, forecast.stream().map(c -> Row.of(c, held)).toList(), List.of());
                return Exit.DONE;
            }
            forecast.stream().limit(listing.limit()).forEach(this::print);
            lists.forEach(list -> heldOf(list, held).forEach(this::print));
            return Exit.DONE;
        }
    }

    private static List<Held.Edition> heldOf(NewsList list, List<Held.Edition> held) {
        return held.stream().filter(edition -> edition.list().equals(list.id())).toList();
    }

    private void print(Coming coming) {
        var paragraphs = new Paragraphs(out());
        paragraphs.print(
                "", "%s %s: %s".formatted(coming.list().id(), coming.cadence().id(), when(coming)));
        coming.times()
                .overdue()
                .ifPresent(due -> paragraphs.print("  due   ", overdue(coming, due)));
        if (!coming.times().dates().isEmpty()) {
            paragraphs.print(
                    "  next  ",
                    coming.times().dates().stream()
                            .map(PlanCommand::together)
                            .collect(Collectors.joining(", ")));
        }
        paragraphs.print("  now   ", load(coming));
        for (var finding : coming.findings()) {
            paragraphs.print("  held  ", finding);
        }
    }

    private void print(Held.Edition edition) {
        new Paragraphs(out())
                .print(
                        "",
                        "%s number %d '%s' waits for a person: %s; '%s' sends it, else the next one takes its news along"
                                .formatted(
                                        edition.list(),
                                        edition.number(),
                                        edition.subject(),
                                        String.join("; ", edition.findings()),
                                        "editions approve %s %d"
                                                .formatted(edition.list(), edition.number())
                                                .replace(' ', Paragraphs.NO_BREAK)));
    }

    private static String overdue(Coming coming, Instant due) {
        var since = together(due.atZone(coming.times().home()));
        if (!coming.times().isLate()) {
            return "since %s; 'run' or 'serve' makes it".formatted(since);
        }
        return "since %s, which is too late: its news go into the next".formatted(since);
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
            return "at once, " + whenInstant(coming);
        }
        if (!isOwn(coming)) {
            return coming.times().home() + " time";
        }
        return "where each reader lives, in %s; it begins at %s"
                .formatted(
                        counted(coming.times().zones(), "zone"),
                        coming.times()
                                        .next()
                                        .map(due -> together(due.atZone(coming.times().home())))
                                        .orElse("no time")
                                + Paragraphs.NO_BREAK
                                + coming.times().home());
    }

    private static String whenInstant(Coming coming) {
        if (coming.isOfCorrections()) {
            return "an urgent correction, to those who were sent the error";
        }
        return coming.isOutOfTurn()
                ? "what is urgent, to those who asked for breaking news"
                : "whenever something is released";
    }

    private static String load(Coming coming) {
        if (coming.people() == 0) {
            return "%s, nothing for any of %s"
                    .formatted(carried(coming), counted(coming.readers(), "reader"));
        }
        return "%s for %,d of %s, in %s of %s; pre-flight %s"
                .formatted(
                        carried(coming),
                        coming.people(),
                        counted(coming.readers(), "reader"),
                        counted(coming.contents(), "content"),
                        size(coming),
                        coming.findings().isEmpty() ? "finds nothing" : "holds it");
    }

    private static String carried(Coming coming) {
        var news = counted(coming.briefings(), "new briefing");
        if (coming.corrections() == 0) {
            return news;
        }
        var corrections = counted(coming.corrections(), "correction");
        return coming.briefings() == 0 ? corrections : news + " and " + corrections;
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
