package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlanTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void itSaysWhatWillGoOutAndChangesNothing(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.edit(
                    "      - { id: daily, cron: \"0 0 7 ? * *\" }",
                    """
                          - { id: daily, cron: "0 0 7 ? * *", zone: subscriber }
                          - { id: weekly, cron: "0 30 6 ? * MON" }
                          - { id: instant }
                        approve: manual
                    #\
                    """);
            desk.done("run");
            desk.readers("ada@example.org", "bob@example.org");
            add(desk, "eve@example.org", "--topics", "sport");
            add(desk, "kei@example.org", "--zone", "Asia/Tokyo", "--depth", "headlines");
            desk.dropBriefing("A Headline");
            desk.done("collect");

            String before;
            String after;
            String shown;
            String rows;
            try (var installation = desk.installation()) {
                var store = new StoreFixture(installation.database());
                before = store.dump();
                shown = desk.done("plan");
                rows = desk.done("plan", "daily", "--json");
                after = store.dump();
            }

            assertThat(after).isEqualTo(before).contains("kei@example.org");
            assertThat(shown)
                    .isEqualTo(
                            """
                            daily daily: where each reader lives, in 2 zones; it begins at
                            Tue 24 Nov 2026 07:00 UTC
                              next  Tue 24 Nov 2026 07:00, Wed 25 Nov 2026 07:00, Thu 26 Nov 2026 07:00,
                                    Fri 27 Nov 2026 07:00, Sat 28 Nov 2026 07:00
                              now   1 new briefing for 3 of 4 readers, in 2 contents of 7 to 8 KB;
                                    pre-flight holds it
                              held  the list says approve: manual, so it waits for a person
                            daily weekly: UTC time
                              next  Mon 30 Nov 2026 06:30, Mon 7 Dec 2026 06:30, Mon 14 Dec 2026 06:30,
                                    Mon 21 Dec 2026 06:30, Mon 28 Dec 2026 06:30
                              now   1 new briefing, nothing for any of 0 readers
                            daily instant: at once, whenever something is released
                              now   1 new briefing, nothing for any of 0 readers
                            """);
            assertThat(rows)
                    .startsWith(
                            "[{\"list\":\"daily\",\"cadence\":\"daily\",\"cron\":\"0 0 7 ? * *\",\"zone\":\"subscriber\",\"zones\":2,\"due\":\"2026-11-24T07:00:00Z\",\"overdue\":\"\",\"dates\":[\"2026-11-24T07:00")
                    .contains(
                            "\"briefings\":1,\"corrections\":0,\"people\":3,\"readers\":4,\"contents\":2,")
                    .hasLineCount(3);
        }
    }

    /** What deviates from the cursor counts too: out of turn, corrected, held, paused, overdue. */
    @ParameterizedTest
    @EnumSource
    void itCountsWhatGoesOutOfTurnAndWhatWaits(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.done("run");
            desk.readers("ada@example.org", "bob@example.org", "eve@example.org");
            desk.drop("a.txt", "A\n\nLead.");
            desk.done("run", "--now");
            desk.later(Duration.ofMinutes(40));
            desk.done("run");
            try (var installation = desk.installation()) {
                var store = new StoreFixture(installation.database());
                store.changeBreaking(new SubscriptionId(1), true);
                store.pause(
                        new SubscriptionId(3),
                        CommandLineRun.NOW.plus(Duration.ofDays(9)),
                        CommandLineRun.NOW);
            }
            desk.drop("a.txt", "---\ncorrection: It was C.\n---\nA\n\nLead.");
            desk.drop("u.txt", "---\nurgent: true\n---\nU\n\nLead.");
            desk.done("collect");

            assertThat(said(desk.done("plan")))
                    .contains(
                            "now 1 new briefing and 1 correction for 2 of 3 readers, in 1 content of ")
                    .contains(
                            "daily breaking: at once, what is urgent, to those who asked for breaking news due since Tue 24 Nov 2026 07:10; 'run' or 'serve' makes it now 1 new briefing for 1 of 1 reader,");

            desk.edit(
                    "- { id: daily, cron: \"0 0 7 ? * *\" }",
                    "- { id: daily, cron: \"0 0 7 ? * *\" }\n    approve: manual");
            assertThat(desk.run("run").code()).isEqualTo(3);
            assertThat(said(desk.done("plan")))
                    .doesNotContain("daily breaking:")
                    .contains(
                            "daily number 2 'U' waits for a person: the list says approve: manual; 'editions approve daily 2' sends it, else the next one takes its news along");
            assertThat(desk.done("plan", "--json")).contains("\"held\":[2]");

            desk.done("editions", "approve", "daily", "2");
            desk.later(Duration.ofDays(1));
            assertThat(said(desk.done("plan")))
                    .contains("due since Wed 25 Nov 2026 07:00; 'run' or 'serve' makes it")
                    .contains("now 1 new briefing and 1 correction for 2 of 3 readers")
                    .doesNotContain("waits for a person: the list says approve: manual; 'editions");
            desk.done("lists", "pause", "daily", "--reason", "Too many complaints");
            desk.later(Duration.ofHours(9));
            assertThat(said(desk.done("plan")))
                    .contains("held the list is paused: Too many complaints")
                    .contains(
                            "due since Wed 25 Nov 2026 07:00, which is too late: its news go into the next");
        }
    }

    private static String said(String printed) {
        return printed.replaceAll("\\s+", " ");
    }

    private static void add(Desk desk, String address, String... choices) {
        var arguments =
                new ArrayList<>(
                        List.of("subscribers", "add", address, "--list", "daily", "--confirmed"));
        arguments.addAll(List.of(choices));
        desk.done(arguments.toArray(String[]::new));
    }
}
