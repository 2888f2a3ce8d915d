package org.briefwire.edition;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.briefwire.config.NewsList;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.Database;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Breaking news, corrections, and what a cancelled edition leaves owed (rules 6, 11, 12). */
class OutOfTurnTest {
    private static final List<TopicId> WORLD = List.of(new TopicId("world"));
    private static final List<TopicId> ART = List.of(new TopicId("art"));
    private static final Choice ONLY_ART = new Choice(Depth.FULL, Topics.ofWord("art"), "");

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-23T08:00:00Z"));

    private void at(TestDatabases.Kind kind, Consumer<Desk> story) {
        at(kind, NewsList.Approval.AUTO, story);
    }

    private void at(TestDatabases.Kind kind, NewsList.Approval approval, Consumer<Desk> story) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            story.accept(new Desk(database, clock, approval));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionGoesToThoseWhoWereSentTheErrorWhateverTheyChooseNow(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var sent = desk.join("daily", Choice.EVERYTHING);
                    var never = desk.join("daily", ONLY_ART);
                    var briefing = desk.news(WORLD);
                    desk.nextDay();
                    desk.send();
                    desk.store.changeChoice(sent, ONLY_ART);
                    desk.store.changeChoice(never, Choice.EVERYTHING);
                    var later = desk.join("daily", Choice.EVERYTHING);
                    desk.correct(briefing);
                    var art = desk.news(ART);
                    desk.nextDay();
                    desk.nextDay();

                    assertThat(desk.store.mails(sent))
                            .containsExactly(
                                    "daily sent %s:1:new".formatted(briefing),
                                    "daily pending %s:2:correction %s:1:new"
                                            .formatted(briefing, art));
                    assertThat(desk.store.mails(never))
                            .containsExactly("daily pending %s:1:new".formatted(art));
                    assertThat(desk.store.mails(later))
                            .containsExactly("daily pending %s:1:new".formatted(art));
                });
    }

    @ParameterizedTest
    @EnumSource
    void whoGetsTheBriefingCorrectedAtOnceGetsNoCorrection(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    var briefing = desk.news(WORLD);
                    desk.correct(briefing);
                    desk.correct(briefing);
                    desk.nextDay();
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly("daily pending %s:3:new".formatted(briefing));
                });
    }

    @ParameterizedTest
    @EnumSource
    void twoCorrectionsAreOneAndEachIsSentOnce(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    var instant = desk.join("instant", Choice.EVERYTHING);
                    var briefing = desk.news(WORLD);
                    desk.look();
                    desk.nextDay();
                    desk.correct(briefing);
                    desk.look();
                    desk.correct(briefing);
                    desk.look();
                    desk.nextDay();
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily pending %s:1:new".formatted(briefing),
                                    "daily pending %s:3:correction".formatted(briefing));
                    assertThat(desk.store.mails(instant))
                            .containsExactly(
                                    "instant pending %s:1:new".formatted(briefing),
                                    "instant pending %s:2:correction".formatted(briefing),
                                    "instant pending %s:3:correction".formatted(briefing));
                });
    }

    @ParameterizedTest
    @EnumSource
    void anUrgentCorrectionIsAMailOfItsOwnAtOnce(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    var other = desk.join("daily", ONLY_ART);
                    var briefing = desk.news(WORLD);
                    desk.nextDay();
                    desk.store.correct(briefing, true, clock.instant());
                    desk.look();
                    desk.look();
                    var next = desk.news(ART);
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily pending %s:1:new".formatted(briefing),
                                    "correction pending %s:2:correction".formatted(briefing),
                                    "daily pending %s:1:new".formatted(next));
                    assertThat(desk.store.mails(other))
                            .containsExactly("daily pending %s:1:new".formatted(next));
                });
    }

    @ParameterizedTest
    @EnumSource
    void correctionsStandInTheOrderOfTheirReleases(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    var briefings = Stream.generate(() -> desk.news(WORLD)).limit(9).toList();
                    desk.nextDay();
                    briefings.forEach(desk::correct);
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .last()
                            .isEqualTo(
                                    briefings.stream()
                                            .map("%s:2:correction"::formatted)
                                            .collect(joining(" ", "daily pending ", "")));
                });
    }

    @ParameterizedTest
    @EnumSource
    void breakingNewsGoAtOnceToThoseWhoAskedAndNotAgain(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var asked = desk.join("daily", Choice.EVERYTHING);
                    desk.store.changeBreaking(asked, true);
                    var notTheirs = desk.join("daily", ONLY_ART);
                    desk.store.changeBreaking(notTheirs, true);
                    var patient = desk.join("daily", Choice.EVERYTHING);
                    var calm = desk.news(WORLD);
                    var urgent = desk.urgent(WORLD);
                    desk.look();
                    desk.look();
                    desk.nextDay();

                    assertThat(desk.store.mails(asked))
                            .containsExactly(
                                    "breaking pending %s:1:new".formatted(urgent),
                                    "daily pending %s:1:new".formatted(calm));
                    assertThat(desk.store.mails(patient))
                            .containsExactly(
                                    "daily pending %s:1:new %s:1:new".formatted(urgent, calm));
                    assertThat(desk.store.mails(notTheirs)).isEmpty();
                });
    }

    @ParameterizedTest
    @EnumSource
    void whoHadItOutOfTurnIsCorrectedAndWhoChangesTheirMindHasItOnce(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    desk.store.changeBreaking(reader, true);
                    var urgent = desk.urgent(WORLD);
                    desk.look();
                    desk.store.changeBreaking(reader, false);
                    desk.store.changeCadence(reader, "instant");
                    desk.look();
                    desk.correct(urgent);
                    desk.look();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "breaking pending %s:1:new".formatted(urgent),
                                    "instant pending %s:2:correction".formatted(urgent));
                });
    }

    @ParameterizedTest
    @EnumSource
    void breakingNewsThatAreCancelledComeInTheirTurn(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    desk.store.changeBreaking(reader, true);
                    var first = desk.urgent(WORLD);
                    desk.look();
                    desk.cancel(desk.last("breaking"));
                    desk.nextDay();
                    var second = desk.urgent(WORLD);
                    desk.look();
                    var calm = desk.news(WORLD);
                    desk.nextDay();
                    desk.cancel(desk.last("breaking"));
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "breaking cancelled %s:1:new".formatted(first),
                                    "daily pending %s:1:new".formatted(first),
                                    "breaking cancelled %s:1:new".formatted(second),
                                    "daily pending %s:1:new".formatted(calm),
                                    "daily pending %s:1:new".formatted(second));
                });
    }

    @ParameterizedTest
    @EnumSource
    void breakingNewsThatAreFoundTooLateComeInTheirTurn(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    desk.store.changeBreaking(reader, true);
                    clock.moveTo(Instant.parse("2026-11-24T07:00:00Z"));
                    desk.maker.makeDue(desk.lists);
                    var urgent = desk.urgent(WORLD);
                    clock.advance(Duration.ofHours(7));
                    var made = desk.maker.makeDue(desk.lists);
                    clock.moveTo(Instant.parse("2026-11-25T06:30:00Z"));
                    desk.look();

                    assertThat(made).hasAtLeastOneElementOfType(Made.Missed.class);
                    assertThat(desk.store.mails(reader))
                            .containsExactly("daily pending %s:1:new".formatted(urgent));
                });
    }

    @ParameterizedTest
    @EnumSource
    void breakingNewsOfAListThatIsApprovedByHandWaitForThat(TestDatabases.Kind kind) {
        at(
                kind,
                NewsList.Approval.MANUAL,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    desk.store.changeBreaking(reader, true);
                    var urgent = desk.urgent(WORLD);
                    var made = desk.look();
                    assertThat(made).hasAtLeastOneElementOfType(Made.Held.class);
                    assertThat(desk.store.mails(reader)).isEmpty();

                    desk.orders.approve(desk.last("breaking"), clock.instant());
                    desk.look();

                    assertThat(desk.store.mails(reader))
                            .containsExactly("breaking pending %s:1:new".formatted(urgent));
                });
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCancelledAfterTheNextEditionIsInTheOneAfter(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    var over = desk.join("daily", Choice.EVERYTHING);
                    var first = desk.news(WORLD);
                    desk.nextDay();
                    var stopped = desk.last("daily");
                    var second = desk.news(WORLD);
                    desk.nextDay();
                    desk.cancel(stopped);
                    desk.store.changeCadence(over, "instant");
                    desk.look();
                    desk.nextDay();
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily cancelled %s:1:new".formatted(first),
                                    "daily pending %s:1:new".formatted(second),
                                    "daily pending %s:1:new".formatted(first));
                    assertThat(desk.store.mails(over))
                            .containsExactly(
                                    "daily cancelled %s:1:new".formatted(first),
                                    "daily pending %s:1:new".formatted(second),
                                    "instant pending %s:1:new".formatted(first));
                });
    }

    @ParameterizedTest
    @EnumSource
    void aCorrectionThatIsCancelledIsOwedAgain(TestDatabases.Kind kind) {
        at(
                kind,
                desk -> {
                    var reader = desk.join("daily", Choice.EVERYTHING);
                    var briefing = desk.news(WORLD);
                    desk.nextDay();
                    desk.send();
                    desk.correct(briefing);
                    desk.nextDay();
                    var stopped = desk.last("daily");
                    var next = desk.news(WORLD);
                    desk.nextDay();
                    desk.cancel(stopped);
                    desk.nextDay();

                    assertThat(desk.store.mails(reader))
                            .containsExactly(
                                    "daily sent %s:1:new".formatted(briefing),
                                    "daily cancelled %s:2:correction".formatted(briefing),
                                    "daily pending %s:1:new".formatted(next),
                                    "daily pending %s:2:correction".formatted(briefing));
                });
    }
}
