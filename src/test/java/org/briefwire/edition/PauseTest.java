package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.TopicId;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Who pauses gets nothing of the waves of that time, then or later, and misses nothing after it.
 */
class PauseTest {
    private static final Instant MONDAY = Instant.parse("2026-11-23T12:00:00Z");
    private static final Duration DAY = Duration.ofDays(1);

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void aPausedReaderIsPassedOverAndComesBackToNewNews(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var store = new StoreFixture(database);
            var clock = new MovableClock(MONDAY);
            var maker = new TestRenderer().maker(database, ZoneId.of("UTC"), clock);
            var lists = List.of(daily());
            maker.see(lists);
            var joining = new StoreFixture.Joining("brief", "daily", "", Choice.EVERYTHING, MONDAY);
            var ann = store.join(joining);
            var bob = store.join(joining);
            // to the very instant of Wednesday's edition, which is hers again
            store.pause(ann, Instant.parse("2026-11-25T07:00:00Z"));

            var tuesday = store.release(List.<TopicId>of(), false, clock.instant());
            clock.advance(DAY);
            maker.makeDue(lists);
            assertThat(store.received(ann)).isEmpty();
            assertThat(store.received(bob)).containsExactly(tuesday);

            var wednesday = store.release(List.<TopicId>of(), false, clock.instant());
            clock.advance(DAY);
            maker.makeDue(lists);
            assertThat(store.received(ann)).containsExactly(wednesday);
            assertThat(store.received(bob)).containsExactly(tuesday, wednesday);
        }
    }

    private static NewsList daily() {
        return new NewsList(
                new ListId("brief"),
                "Brief",
                "",
                List.of(),
                NewsList.Approval.AUTO,
                List.of(
                        new Cadence(
                                new CadenceId("daily"), "0 0 7 ? * *", Cadence.Clock.PUBLICATION)),
                NewsList.Visibility.PUBLIC,
                Mailbox.parse("desk@example.org"),
                "en");
    }
}
