package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.SuppressionReason;
import org.briefwire.store.Suppressions.Change;
import org.briefwire.store.Suppressions.Event;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SuppressionsTest {
    private static final EmailAddress ADA = EmailAddress.parse("ada@example.org");
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void aComplaintTakesThePlaceOfABounceAndNotTheOtherWayRound(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var suppressions = new Suppressions(database);

            assertThat(suppressions.add(ADA, SuppressionReason.HARD_BOUNCE, "a", NOW)).isTrue();
            assertThat(suppressions.add(ADA, SuppressionReason.SOFT_BOUNCE, "b", NOW)).isFalse();
            assertThat(suppressions.add(ADA, SuppressionReason.COMPLAINT, "c", NOW)).isTrue();
            assertThat(suppressions.add(ADA, SuppressionReason.HARD_BOUNCE, "d", NOW)).isFalse();
            assertThat(suppressions.add(ADA, SuppressionReason.MANUAL, "e", NOW)).isFalse();

            assertThat(suppressions.find(EmailAddress.parse("ADA@EXAMPLE.org")))
                    .contains(new Suppressions.Suppression(SuppressionReason.COMPLAINT, NOW, "c"));
        }
    }

    @ParameterizedTest
    @EnumSource(SuppressionReason.class)
    void confirmingLiftsWhatItMay(SuppressionReason reason) {
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder))) {
            var suppressions = new Suppressions(database);
            suppressions.add(ADA, reason, "", NOW);

            var lifted = suppressions.liftByConfirming(ADA, NOW);

            assertThat(lifted)
                    .isEqualTo(
                            reason != SuppressionReason.COMPLAINT
                                    && reason != SuppressionReason.MANUAL);
            assertThat(suppressions.isSuppressed(ADA)).isNotEqualTo(lifted);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasLiftedIsStillToldOf(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var suppressions = new Suppressions(database);
            suppressions.add(ADA, SuppressionReason.ERASED, "asked", NOW);
            suppressions.lift(ADA, "asked again", NOW.plusSeconds(60));

            assertThat(suppressions.lift(ADA, "twice", NOW)).isEmpty();
            assertThat(suppressions.history(ADA))
                    .isEqualTo(
                            List.of(
                                    new Event(NOW, Change.ADDED, SuppressionReason.ERASED, "asked"),
                                    new Event(
                                            NOW.plusSeconds(60),
                                            Change.LIFTED,
                                            SuppressionReason.ERASED,
                                            "asked again")));
        }
    }
}
