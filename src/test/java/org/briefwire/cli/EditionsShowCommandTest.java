package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.briefwire.store.CourierLock;
import org.briefwire.store.Database;
import org.briefwire.store.Deliveries;
import org.briefwire.store.PostFixture;
import org.briefwire.store.ProviderPools;
import org.briefwire.store.Providers;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EditionsShowCommandTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void itTellsWhatWaitsForWhichProviderAndWhy(TestDatabases.Kind kind) throws Exception {
        var installation = TestInstallation.in(folder, kind);
        var config = folder.resolve("config/briefwire.yaml");
        Files.writeString(
                config,
                Files.readString(config)
                        + """
                        pacing:
                          providers:
                            - { id: firm, domains: [firm.example], rate: 120/m }
                        """);
        try (var database = Database.open(installation.database())) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("2026-11-23T06:00:00Z");
            var readers = List.of("a@slow.example", "b@slow.example", "c@firm.example");
            fixture.deliver(edition, fixture.subscribe(readers), CommandLineRun.NOW);
            var providers = new Providers(database);
            providers.slow(
                    providers.enter("slow.example").pool(),
                    new Providers.SlowDown(
                            360,
                            720,
                            CommandLineRun.NOW,
                            CommandLineRun.NOW.minus(Duration.ofMinutes(9)),
                            "450 4.7.28 slow down"));
            park(database, providers);
        }

        assertThat(installation.run("editions", "show", "daily", "0").out().lines())
                .filteredOn(line -> line.startsWith("waiting"))
                .containsExactly(
                        "waiting     1 for firm, at 120 messages a minute",
                        "waiting     2 for slow.example, at 6 messages a minute: it has asked for"
                                + " less since %s (450 4.7.28 slow down)"
                                        .formatted(
                                                CommandLineRun.NOW.minus(Duration.ofMinutes(9))));
        assertThat(installation.run("editions", "show", "daily", "0", "--json").out())
                .contains("\"1 for firm, at 120 messages a minute\"");
    }

    /** As a courier does that finds them due. */
    private void park(Database database, Providers providers) {
        try (var claim =
                new CourierLock(database, folder.resolve("data"), () -> CommandLineRun.NOW)
                        .tryTake()
                        .orElseThrow()) {
            var due =
                    new Deliveries(database).claimDue(claim.owner(), CommandLineRun.NOW, 10).due();
            for (var id : List.of("firm", "slow.example")) {
                var theirs =
                        due.stream()
                                .filter(each -> each.address().toString().contains("@" + id))
                                .toList();
                new ProviderPools(database).park(claim.owner(), providers.enter(id).pool(), theirs);
            }
        }
    }
}
