package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Slot;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A maker that is told to end in the middle of a wave. */
class ToldToEndMakingTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Instant MONDAY_NOON = Instant.parse("2026-11-23T11:00:00Z");
    private static final Instant TUESDAY_SEVEN = Instant.parse("2026-11-24T06:00:00Z");
    private static final NewsList LIST =
            new NewsList(
                    new ListId("daily"),
                    "Daily",
                    "",
                    List.of(),
                    NewsList.Approval.AUTO,
                    List.of(
                            new Cadence(
                                    new CadenceId("daily"),
                                    "0 0 7 ? * *",
                                    Cadence.Clock.PUBLICATION)),
                    NewsList.Visibility.PUBLIC,
                    Mailbox.parse("desk@example.org"),
                    "en");

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(MONDAY_NOON);
    private final TestRenderer told = new TestRenderer();
    private final TestRenderer next = new TestRenderer();
    private final List<Database> opened = new ArrayList<>();

    @AfterEach
    void close() {
        opened.forEach(Database::close);
    }

    @ParameterizedTest
    @EnumSource
    void movesNobodyMoreAndTheNextRunMakesTheWaveWhole(TestDatabases.Kind kind) {
        var store = start(kind, Depth.FULL);
        told.meanwhile = told.stop::tell;

        assertThat(make(told)).containsExactly(unfinished());

        assertThat(store.number("SELECT count(*) FROM delivery")).isZero();
        assertThat(make(next)).hasOnlyElementsOfType(Made.Sealed.class);
        assertThat(store.number("SELECT count(*) FROM delivery")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void rendersNoFurtherContent(TestDatabases.Kind kind) {
        start(kind, Depth.HEADLINES);
        told.meanwhile = told.stop::tell;

        assertThat(make(told)).containsExactly(unfinished());

        assertThat(told.rendered).hasSize(1);
        assertThat(make(next)).hasOnlyElementsOfType(Made.Sealed.class);
    }

    @ParameterizedTest
    @EnumSource
    void beginsNoWave(TestDatabases.Kind kind) {
        var store = start(kind, Depth.FULL);
        told.stop.tell();

        assertThat(make(told)).isEmpty();
        assertThat(told.maker(opened.getLast(), BERLIN, clock).makeNow(List.of(LIST))).isEmpty();

        assertThat(store.number("SELECT count(*) FROM edition")).isZero();
    }

    private static Made unfinished() {
        return new Made.Unfinished(LIST.id(), new CadenceId("daily"), new Slot("2026-11-24T07:00"));
    }

    /** A wave is due; its page is in full, its one reader has what is said. */
    private StoreFixture start(TestDatabases.Kind kind, Depth depth) {
        opened.add(Database.open(TestDatabases.fresh(kind, folder)));
        next.maker(opened.getLast(), BERLIN, clock).see(List.of(LIST));
        var store = new StoreFixture(opened.getLast());
        store.join(
                new StoreFixture.Joining(
                        "daily", "daily", "", new Choice(depth, Topics.ALL, ""), clock.instant()));
        store.release(List.of(new TopicId("world")), false, clock.instant());
        clock.moveTo(TUESDAY_SEVEN);
        return store;
    }

    private List<Made> make(TestRenderer renderer) {
        return renderer.maker(opened.getLast(), BERLIN, clock).makeDue(List.of(LIST));
    }
}
