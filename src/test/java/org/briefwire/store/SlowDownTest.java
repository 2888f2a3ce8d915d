package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.briefwire.store.Providers.SlowDown;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is kept of the times that a provider asked for less, heard by several nodes. */
class SlowDownTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void theLatestIsKeptAndOneOfAClockThatWasAheadGivesWay(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var providers = new Providers(database);
            var pool = providers.enter("slow.example").pool();

            assertThat(after(providers, pool, NOW)).isEqualTo(NOW);
            assertThat(after(providers, pool, NOW.minusSeconds(5))).isEqualTo(NOW);
            var later = NOW.plusSeconds(30);
            assertThat(after(providers, pool, later)).isEqualTo(later);

            after(providers, pool, NOW.plus(Duration.ofDays(3000)));

            var latest = NOW.plusSeconds(40);
            assertThat(after(providers, pool, latest)).isEqualTo(latest);
        }
    }

    private static Instant after(Providers providers, int pool, Instant asked) {
        providers.slow(pool, new SlowDown(600, 1200, asked, asked, "421 4.7.28 slow down"));
        return providers.enter("slow.example").slowDown().orElseThrow().at();
    }
}
