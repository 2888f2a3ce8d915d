package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.briefwire.store.CourierLock;
import org.briefwire.store.Database;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TakeoverTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final Duration LATE_AFTER = Duration.ofHours(6);

    @TempDir Path folder;

    /** A slow edition may last longer than late-after, and the database be away for seconds. */
    @ParameterizedTest
    @EnumSource
    void whoLosesTheRightForAMomentGoesOnWithWhatItWasAt(TestDatabases.Kind kind) {
        var clock = new MovableClock(DUE);
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var claim = new CourierLock(database, folder, clock).tryTake().orElseThrow()) {
            var fixture = new PostFixture(database);
            var own = new Takeover(database, LATE_AFTER, clock);
            own.look(claim);
            var edition = fixture.edition("s");
            fixture.deliver(edition, fixture.subscribe(List.of("ada@example.org")), DUE);
            clock.advance(Duration.ofHours(4));
            own.live();
            clock.advance(Duration.ofHours(3));

            assertThat(own.look(claim).held()).isEmpty();
            assertThat(new Takeover(database, LATE_AFTER, clock).look(claim).held())
                    .singleElement()
                    .asString()
                    .contains("was found half-sent");
        }
    }
}
