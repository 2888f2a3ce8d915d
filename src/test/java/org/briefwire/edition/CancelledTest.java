package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.briefwire.config.NewsList;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.Deliveries;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Briefings of mails that were stopped or failed, and their corrections: each comes once. */
class CancelledTest {
    private static final List<TopicId> WORLD = List.of(new TopicId("world"));
    private static final Choice ONLY_ART = new Choice(Depth.FULL, Topics.ofWord("art"), "");

    private static final CourierId COURIER = new CourierId(1);

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));

    /** Tells a story of a desk and a reader who gets all its news each day. */
    private void at(TestDatabases.Kind kind, BiConsumer<Desk, SubscriptionId> story) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var desk = new Desk(database, clock, NewsList.Approval.AUTO);
            story.accept(desk, desk.join("daily", Choice.EVERYTHING));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatACorrectionBroughtSinceDoesNotComeAgain(TestDatabases.Kind kind) {
        at(
                kind,
                (desk, reader) -> {
                    var corrected = desk.news(WORLD);
                    var other = desk.news(WORLD);
                    desk.nextDay();
                    desk.correctAtOnce(corrected);
                    desk.look();
                    desk.cancel(desk.last("daily"));
                    desk.nextDay();
                    desk.correct(corrected);
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily cancelled %s:1:new %s:1:new".formatted(other, corrected),
                                    "correction pending %s:2:correction".formatted(corrected),
                                    "daily pending %s:1:new".formatted(other),
                                    "daily pending %s:3:correction".formatted(corrected));
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatWasBreakingAndIsCorrectedAlreadyDoesNotComeAgain(TestDatabases.Kind kind) {
        at(
                kind,
                (desk, reader) -> {
                    desk.store.changeBreaking(reader, true);
                    var urgent = desk.urgent(WORLD);
                    desk.look();
                    desk.correctAtOnce(urgent);
                    desk.look();
                    desk.cancel(desk.last("breaking"));
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "breaking cancelled %s:1:new".formatted(urgent),
                                    "correction pending %s:2:correction".formatted(urgent));
                });
    }

    @ParameterizedTest
    @EnumSource
    void whoseCorrectionIsCancelledTooHasItAsNews(TestDatabases.Kind kind) {
        at(
                kind,
                (desk, reader) -> {
                    desk.store.changeBreaking(reader, true);
                    var urgent = desk.urgent(WORLD);
                    desk.look();
                    var calm = desk.news(WORLD);
                    desk.nextDay();
                    desk.correctAtOnce(urgent);
                    desk.correctAtOnce(calm);
                    desk.look();
                    desk.cancel(desk.last("daily"));
                    desk.cancel(desk.last("breaking"));
                    desk.cancel(desk.last("correction"));
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "breaking cancelled %s:1:new".formatted(urgent),
                                    "daily cancelled %s:1:new".formatted(calm),
                                    "correction cancelled %s:2:correction %s:2:correction"
                                            .formatted(urgent, calm),
                                    "daily pending %s:2:new %s:2:new".formatted(calm, urgent));
                });
    }

    @ParameterizedTest
    @EnumSource
    void whoseCorrectionIsCancelledAfterTheNextEditionHasItAsNews(TestDatabases.Kind kind) {
        at(
                kind,
                (desk, reader) -> {
                    var briefing = desk.news(WORLD);
                    desk.nextDay();
                    var first = desk.last("daily");
                    desk.correct(briefing);
                    desk.nextDay();
                    var correction = desk.last("daily");
                    var next = desk.news(WORLD);
                    desk.nextDay();
                    desk.cancel(first);
                    desk.cancel(correction);
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily cancelled %s:1:new".formatted(briefing),
                                    "daily cancelled %s:2:correction".formatted(briefing),
                                    "daily pending %s:1:new".formatted(next),
                                    "daily pending %s:2:new".formatted(briefing));
                });
    }

    @ParameterizedTest
    @EnumSource
    void nobodyIsOwedTheCorrectionOfWhatTheyNeverGot(TestDatabases.Kind kind) {
        at(
                kind,
                (desk, reader) -> {
                    var briefing = desk.news(WORLD);
                    desk.nextDay();
                    var first = desk.last("daily");
                    desk.correct(briefing);
                    desk.nextDay();
                    var correction = desk.last("daily");
                    var next = desk.news(WORLD);
                    desk.nextDay();
                    desk.cancel(correction);
                    desk.cancel(first);
                    desk.store.changeChoice(reader, ONLY_ART);
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily cancelled %s:1:new".formatted(briefing),
                                    "daily cancelled %s:2:correction".formatted(briefing),
                                    "daily pending %s:1:new".formatted(next));
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatWasBeingHandedOverThenAndCameBackComesWithTheNext(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var desk = new Desk(database, clock, NewsList.Approval.AUTO);
            var deliveries = new Deliveries(database);
            var reader = desk.join("daily", Choice.EVERYTHING);
            var briefing = desk.news(WORLD);
            desk.nextDay();
            assertThat(deliveries.claimDue(COURIER, clock.instant(), 10).due()).hasSize(1);
            desk.cancel(desk.last("daily"));
            desk.store.update("UPDATE delivery SET state = 'deferred', owner = NULL");
            assertThat(deliveries.claimDue(COURIER, clock.instant(), 10).cancelled()).isOne();
            desk.nextDay();

            assertThat(desk.store.mails(reader))
                    .containsExactly(
                            "daily cancelled %s:1:new".formatted(briefing),
                            "daily pending %s:1:new".formatted(briefing));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatFailedAndIsTriedAgainIsCorrectedToo(TestDatabases.Kind kind) {
        at(
                kind,
                (desk, reader) -> {
                    var briefing = desk.news(WORLD);
                    desk.nextDay();
                    var failed = desk.last("daily");
                    desk.store.update("UPDATE delivery SET state = 'failed'");
                    desk.correct(briefing);
                    desk.nextDay();
                    assertThat(desk.store.mails(reader))
                            .containsExactly("daily failed %s:1:new".formatted(briefing));

                    desk.orders.retry(failed, clock.instant());
                    desk.nextDay();
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily pending %s:1:new".formatted(briefing),
                                    "daily pending %s:2:correction".formatted(briefing));
                });
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionThatFailedAndCameWithTheNextEditionIsNotTriedAgain(TestDatabases.Kind kind) {
        at(
                kind,
                (desk, reader) -> {
                    var briefing = desk.news(WORLD);
                    desk.nextDay();
                    desk.correctAtOnce(briefing);
                    desk.look();
                    var correction = desk.last("correction");
                    desk.store.update(
                            "UPDATE delivery SET state = 'failed' WHERE edition = " + correction);
                    var other = desk.news(WORLD);
                    desk.nextDay();

                    desk.orders.retry(correction, clock.instant());
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily pending %s:1:new".formatted(briefing),
                                    "correction cancelled %s:2:correction".formatted(briefing),
                                    "daily pending %s:2:correction %s:1:new"
                                            .formatted(briefing, other));
                });
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionThatFailedTooIsTriedAgainAndNotOwed(TestDatabases.Kind kind) {
        at(
                kind,
                (desk, reader) -> {
                    var briefing = desk.news(WORLD);
                    desk.nextDay();
                    var first = desk.last("daily");
                    desk.correct(briefing);
                    desk.nextDay();
                    var second = desk.last("daily");
                    desk.store.update("UPDATE delivery SET state = 'failed'");

                    desk.orders.retry(first, clock.instant());
                    desk.orders.retry(second, clock.instant());
                    desk.nextDay();
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily pending %s:1:new".formatted(briefing),
                                    "daily pending %s:2:correction".formatted(briefing));
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatElseAFailedMailBringsComesWithTheNextEdition(TestDatabases.Kind kind) {
        at(
                kind,
                (desk, reader) -> {
                    var briefing = desk.news(WORLD);
                    desk.nextDay();
                    var first = desk.last("daily");
                    desk.correct(briefing);
                    var other = desk.news(WORLD);
                    desk.nextDay();
                    var second = desk.last("daily");
                    desk.store.update("UPDATE delivery SET state = 'failed'");
                    desk.orders.retry(first, clock.instant());
                    desk.nextDay();

                    desk.orders.retry(second, clock.instant());
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily pending %s:1:new".formatted(briefing),
                                    "daily cancelled %s:2:correction %s:1:new"
                                            .formatted(briefing, other),
                                    "daily pending %s:2:correction".formatted(briefing),
                                    "daily pending %s:1:new".formatted(other));
                });
    }
}
