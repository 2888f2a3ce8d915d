package org.briefwire.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.briefwire.store.Database;
import org.briefwire.store.ShardFixture;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShardJobsTest {
    @TempDir Path folder;

    /** What a node that dies was at is begun again by another, and outlives every trigger. */
    @Test
    void whatNodesShareIsDurableAndRequestsRecovery() {
        try (var database =
                        Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder));
                var scheduler = Scheduler.sharing(database, 2)) {
            scheduler.share("shard", 2, part -> neverBegun());
            scheduler.wake("main-job", () -> {}, Duration.ofHours(1));

            assertThat(new ShardFixture(database).jobs())
                    .containsExactly(
                            "main-job: durable, requests recovery",
                            "shard-0: durable, requests recovery",
                            "shard-1: durable, requests recovery");
        }
    }

    private static Sharing.Tenure neverBegun() {
        throw new IllegalStateException("the scheduler was not begun");
    }
}
