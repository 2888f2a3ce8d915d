package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.briefwire.testing.TestDatabases;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SilenceTest {
    @TempDir Path folder;

    private static Duration longest(Handle handle) {
        try {
            return Duration.ofMillis(handle.getConnection().getNetworkTimeout());
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String url() {
        return TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder);
    }

    @Test
    void aServerMaySayNothingForLongButNotWhereOthersWait() throws SQLException {
        try (var database = Database.open(url());
                var schedulers = database.connection()) {
            assertThat(database.write(SilenceTest::longest)).isEqualTo(Duration.ofMinutes(15));
            assertThat(database.read(SilenceTest::longest)).isEqualTo(Duration.ofMinutes(15));
            assertThat(database.prompt().write(SilenceTest::longest))
                    .isEqualTo(Duration.ofSeconds(20));
            assertThat(database.prompt().read(SilenceTest::longest))
                    .isEqualTo(Duration.ofSeconds(20));
            assertThat(schedulers.getNetworkTimeout()).isEqualTo(20_000);
        }
    }

    @Test
    void whatTheAddressSaysGoesBefore() {
        try (var database = Database.open(url() + "&socketTimeout=77")) {
            assertThat(database.write(SilenceTest::longest)).isEqualTo(Duration.ofSeconds(77));
            assertThat(database.prompt().read(SilenceTest::longest))
                    .isEqualTo(Duration.ofSeconds(77));
        }
    }

    @Test
    void sqliteHasNoServerToWaitFor() {
        var url = TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder);
        try (var database = Database.open(url)) {
            assertThat(Silence.of(url, Duration.ofSeconds(1)))
                    .isEqualTo(new Silence(Duration.ZERO));
            assertThat(database.prompt().write(Handle::isInTransaction)).isTrue();
        }
    }
}
