package org.briefwire.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import org.briefwire.collect.CollectReport;
import org.briefwire.collect.SourceReport;
import org.briefwire.deliver.DispatchReport;
import org.briefwire.edition.Made;
import org.briefwire.run.RunReport;
import org.briefwire.run.SyndicationReport;

/** What a run came to, in a line for each thing that a person would ask about. */
final class RunSummary {
    private final PrintStream out;
    private final PrintStream err;

    RunSummary(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    void print(RunReport report) {
        print(report.collected());
        report.made().forEach(this::print);
        if (report.made().isEmpty()) {
            line("editions", "none is due");
        }
        print(report.feeds());
        print(report.sent());
    }

    void print(CollectReport report) {
        if (report.sources().isEmpty()) {
            line("collected", "no source was due");
        }
        for (var source : report.sources()) {
            print(source);
        }
        if (report.pictures().kept() > 0) {
            line("pictures", report.pictures().kept() + " kept");
        }
        report.pictures().missing().forEach(err::println);
        if (!report.due().isEmpty()) {
            line("released", counted(report.due().size(), "briefing") + " whose time had come");
        }
    }

    private void print(SourceReport source) {
        if (source.isFailed()) {
            err.println("source %s: %s".formatted(source.source(), source.failed()));
            line("collected", source.source() + ": failed");
            return;
        }
        var parts = new ArrayList<String>();
        parts.add(source.created() + " new");
        addIf(parts, source.revised(), "revised");
        addIf(parts, source.unchanged(), "unchanged");
        addIf(parts, source.moved(), "moved");
        addIf(parts, source.waiting(), "waiting for their time");
        addIf(parts, source.rejected().size(), "set aside");
        line("collected", source.source() + ": " + String.join(", ", parts));
        source.fresh().forEach(rejection -> err.println("set aside: " + rejection));
        source.remarks().forEach(err::println);
    }

    private static void addIf(List<String> parts, int count, String what) {
        if (count > 0) {
            parts.add(count + " " + what);
        }
    }

    void print(Made made) {
        var slot = "%s %s %s".formatted(made.list(), made.cadence(), made.slot());
        switch (made) {
            case Made.Sealed sealed ->
                    line(
                            "edition",
                            "%s: number %d, %s, %s"
                                    .formatted(
                                            slot,
                                            sealed.number(),
                                            counted(sealed.briefings(), "briefing"),
                                            counted(sealed.contents(), "content")));
            case Made.Skipped skipped -> line("edition", slot + ": nothing new, nothing is sent");
            case Made.Held held -> {
                line("edition", "%s: number %d is held".formatted(slot, held.number()));
                held.findings().forEach(finding -> err.println("held: " + finding));
            }
            case Made.Cancelled cancelled ->
                    line("edition", slot + ": cancelled before, nothing is sent");
            case Made.Missed missed ->
                    line("edition", slot + ": missed, too late; its news go into the next one");
            case Made.Unfinished unfinished ->
                    line("edition", slot + ": told to end, the next run goes on with it");
            case Made.Failed failed -> {
                line("edition", slot + ": failed, the next run goes on with it");
                err.println("edition %s: %s".formatted(slot, failed.reason()));
            }
        }
    }

    private void print(SyndicationReport feeds) {
        line(
                "feeds",
                "%d written, %d unchanged".formatted(feeds.written().size(), feeds.unchanged()));
        feeds.refused()
                .forEach(refused ->
                        err.println(
                                "feed %s stays as it was: %s"
                                        .formatted(refused.file(), refused.reason())));
    }

    private void print(DispatchReport sent) {
        sent.stale().forEach(stale -> err.println("held: " + stale));
        sent.troubles().forEach(err::println);
        if (sent.sender() == DispatchReport.Sender.ANOTHER_PROCESS) {
            line(
                    "mail",
                    "another Briefwire of this installation sends; %d waiting"
                            .formatted(sent.waiting()));
            return;
        }
        var text = new StringBuilder(sent.sent() + " sent");
        for (var part :
                List.of(
                        new Part(sent.deferred(), "deferred"),
                        new Part(sent.failed(), "failed"),
                        new Part(sent.cancelled(), "cancelled"))) {
            if (part.count() > 0) {
                text.append(", ").append(part.count()).append(' ').append(part.what());
            }
        }
        sent.nextDue().ifPresent(due -> text.append("; the next is due at ").append(due));
        line("mail", text.toString());
    }

    private record Part(long count, String what) {}

    private static String counted(int count, String what) {
        return count == 1 ? "1 " + what : count + " " + what + "s";
    }

    private void line(String what, String text) {
        out.println("%-10s %s".formatted(what, text));
    }
}
