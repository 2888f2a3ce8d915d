package org.briefwire.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.briefwire.store.Database;
import org.briefwire.store.ShardFixture;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.quartz.impl.jdbcjobstore.NoSuchDelegateException;
import org.quartz.simpl.CascadingClassLoadHelper;
import org.quartz.utils.Key;
import org.slf4j.LoggerFactory;

class EvenShareTest {
    private static final String MAIN_JOB = "main-job";
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String THIRD = "third";
    private static final String FOURTH = "fourth";

    @TempDir Path folder;

    @Test
    void aNodeIsOfferedPartsUntilItHasItsEvenShareAndWakingAlways() throws Exception {
        try (var database =
                        Database.open(TestDatabases.fresh(TestDatabases.Kind.POSTGRESQL, folder));
                var scheduler = Scheduler.sharing(database, 6)) {
            scheduler.share("shard", 6, part -> neverBegun());
            scheduler.wake(MAIN_JOB, () -> {}, Duration.ofHours(1));
            var shards = new ShardFixture(database);
            List.of(FIRST, SECOND, THIRD).forEach(shards::isANode);
            assertThat(offered(database, FIRST))
                    .containsExactlyInAnyOrder(
                            "shard-0", "shard-1", "shard-2", "shard-3", "shard-4", "shard-5",
                            MAIN_JOB);

            shards.has(FIRST, "shard-0");
            shards.has(SECOND, "shard-1");
            assertThat(offered(database, FIRST))
                    .containsExactlyInAnyOrder(
                            "shard-2", "shard-3", "shard-4", "shard-5", MAIN_JOB);
            shards.has(FIRST, "shard-2");
            assertThat(offered(database, FIRST)).containsExactly(MAIN_JOB);
            assertThat(offered(database, SECOND))
                    .containsExactlyInAnyOrder("shard-3", "shard-4", "shard-5", MAIN_JOB);

            shards.isANode(FOURTH);
            assertThat(offered(database, SECOND))
                    .as("with one of six among four nodes, which is less than two")
                    .containsExactlyInAnyOrder("shard-3", "shard-4", "shard-5", MAIN_JOB);
            shards.isNoNode(FOURTH);
            shards.isNoNode(THIRD);
            assertThat(offered(database, FIRST))
                    .as("when of three nodes two are left")
                    .containsExactlyInAnyOrder("shard-3", "shard-4", "shard-5", MAIN_JOB);
        }
    }

    private static List<String> offered(Database database, String node)
            throws SQLException, NoSuchDelegateException {
        var even = new EvenShare();
        even.initialize(
                LoggerFactory.getLogger(EvenShare.class),
                "qrtz_",
                "briefwire",
                node,
                new CascadingClassLoadHelper(),
                true,
                "");
        try (var connection = database.connection()) {
            return even.selectTriggerToAcquire(connection, Long.MAX_VALUE, 0, 10).stream()
                    .map(Key::getName)
                    .toList();
        }
    }

    private static Sharing.Tenure neverBegun() {
        throw new IllegalStateException("the scheduler was not begun");
    }
}
