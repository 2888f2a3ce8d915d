package org.briefwire.cli;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.briefwire.app.Installation;
import org.briefwire.audience.Invite;
import org.briefwire.model.ListId;
import org.briefwire.store.InviteOrders.Scope;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "invite",
        description = {
            "Asks people who were imported, and wait for confirmation, whether they want it.",
            "Each gets one mail with a button, ever, and those on suppressions none. The mails go"
                    + " out evenly, so many an hour; 'serve' goes on with them, and so does this"
                    + " command whenever it is called."
        })
final class SubscribersInviteCommand extends BriefwireCommand {
    private static final int PER_HOUR = 500;
    private static final List<Listing.Column<Row>> COLUMNS =
            List.of(
                    Listing.Column.of("number", Row::number),
                    Listing.Column.of("list", row -> row.list().orElse("every")),
                    Listing.Column.of(
                            "import", row -> row.importNumber().map(String::valueOf).orElse("-")),
                    Listing.Column.of("per hour", Row::perHour),
                    Listing.Column.of("state", Row::state),
                    Listing.Column.of("asked", Row::asked),
                    Listing.Column.of("confirmed", Row::confirmed),
                    Listing.Column.of("waiting", Row::waiting),
                    Listing.Column.of("suppressed", Row::suppressed));

    @Option(names = "--list", paramLabel = "ID", description = "Only those who wait on this list.")
    @Nullable ListId list;

    @Option(
            names = "--import",
            paramLabel = "N",
            description = "Only those of this import; 'subscribers imports' lists them.")
    @Nullable Long importNumber;

    @Option(
            names = "--per-hour",
            paramLabel = "N",
            description = "How many people are asked in an hour at most; default 500.")
    int perHour = PER_HOUR;

    @Option(names = "--dry-run", description = "Say whom it would ask, and do nothing.")
    boolean dryRun;

    @Option(names = "--status", description = "Only say how far each order has come.")
    boolean status;

    @Option(
            names = "--stop",
            paramLabel = "N",
            description = "End the order with this number; who was asked was asked.")
    @Nullable Long stop;

    @Mixin private ListingOptions listing = new ListingOptions();

    SubscribersInviteCommand(Session session) {
        super(session);
    }

    private record Row(
            long number,
            Optional<String> list,
            Optional<Long> importNumber,
            int perHour,
            String state,
            long asked,
            long confirmed,
            long waiting,
            long suppressed) {
        static Row of(Invite.Status status) {
            var order = status.order();
            return new Row(
                    order.id(),
                    order.scope().list().map(ListId::value),
                    order.scope().importNumber(),
                    order.perHour(),
                    order.ended().isPresent() ? "ended" : "open",
                    status.asked(),
                    status.confirmed(),
                    status.waiting(),
                    status.suppressed());
        }
    }

    @Override
    Exit run() {
        try (var installation = installation()) {
            var invite = installation.invite();
            if (status) {
                print(invite.all());
                return Exit.DONE;
            }
            if (stop != null) {
                return stop(invite, stop);
            }
            return ask(installation, invite);
        }
    }

    private Exit stop(Invite invite, long order) {
        if (!invite.stop(order)) {
            err().println("there is no open order %d; '--status' lists them all".formatted(order));
            return Exit.FAILED;
        }
        print(invite.all().stream().filter(each -> each.order().id() == order).toList());
        return Exit.DONE;
    }

    private Exit ask(Installation installation, Invite invite) {
        if (perHour < 1) {
            err().println("--per-hour is %d; it is at least 1".formatted(perHour));
            return Exit.WRONG_USAGE;
        }
        if (list != null) {
            installation.list(list);
        }
        if (importNumber != null && installation.imports().find(importNumber).isEmpty()) {
            err().println(
                            "there is no import %d; 'subscribers imports' lists them"
                                    .formatted(importNumber));
            return Exit.FAILED;
        }
        var scope = new Scope(Optional.ofNullable(list), Optional.ofNullable(importNumber));
        if (dryRun) {
            tell("Nothing was sent. ", 0, invite.rehearse(scope, perHour));
            return Exit.DONE;
        }
        var order = invite.order(scope, perHour);
        var asked = invite.goOn();
        var now = invite.all().stream().filter(each -> each.order().id() == order.id()).findFirst();
        now.ifPresent(stands -> tell("", asked, stands));
        return Exit.DONE;
    }

    private void tell(String before, int asked, Invite.Status stands) {
        if (listing.json) {
            print(List.of(stands));
            return;
        }
        var waiting = stands.waiting();
        var line = new StringBuilder(before);
        line.append(
                dryRun
                        ? "%d would be asked".formatted(waiting)
                        : "%d were asked now".formatted(asked));
        if (!dryRun && waiting > 0) {
            line.append(", %d wait".formatted(waiting));
        }
        if (waiting > 0) {
            line.append(
                    ", at %d an hour: about %s"
                            .formatted(
                                    stands.order().perHour(),
                                    words(waiting, stands.order().perHour())));
        }
        if (stands.suppressed() > 0) {
            line.append(
                    "; %d are left alone because they get no mail".formatted(stands.suppressed()));
        }
        out().println(line);
        if (!dryRun && waiting > 0) {
            out().println("'serve' goes on with them, and this command whenever it is called");
        }
    }

    private static String words(long people, int perHour) {
        var time = Duration.ofSeconds(Math.ceilDiv(people * 3_600, perHour));
        return time.toHours() > 0
                ? "%d h %d min".formatted(time.toHours(), time.toMinutesPart())
                : "%d min".formatted(Math.max(1, time.toMinutes()));
    }

    private void print(List<Invite.Status> all) {
        listing.print(this, all.stream().map(Row::of).toList(), COLUMNS);
    }
}
