package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.briefwire.store.StoreFixture;
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
                            "[{\"list\":\"daily\",\"cadence\":\"daily\",\"cron\":\"0 0 7 ? * *\",\"zone\":\"subscriber\",\"zones\":2,\"due\":\"2026-11-24T07:00:00Z\",\"dates\":[\"2026-11-24T07:00")
                    .contains("\"briefings\":1,\"people\":3,\"readers\":4,\"contents\":2,")
                    .hasLineCount(3);
        }
    }

    private static void add(Desk desk, String address, String... choices) {
        var arguments =
                new ArrayList<>(
                        List.of("subscribers", "add", address, "--list", "daily", "--confirmed"));
        arguments.addAll(List.of(choices));
        desk.done(arguments.toArray(String[]::new));
    }
}
