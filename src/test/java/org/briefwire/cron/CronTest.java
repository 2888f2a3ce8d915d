package org.briefwire.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {
    @ParameterizedTest
    @CsvSource({
        "0 0 7 ? * *,        2026-11-24T06:59, 2026-11-24T07:00, 2026-11-23T07:00",
        "0 0 7 ? * *,        2026-11-24T07:00, 2026-11-25T07:00, 2026-11-24T07:00",
        "0 0 7 ? * MON,      2026-11-24T12:00, 2026-11-30T07:00, 2026-11-23T07:00",
        "0 0 7 ? * mon-fri,  2026-11-21T12:00, 2026-11-23T07:00, 2026-11-20T07:00",
        "0 30 2 1 1 ?,       2026-11-24T12:00, 2027-01-01T02:30, 2026-01-01T02:30",
        "0 0 0 29 2 ?,       2026-11-24T12:00, 2028-02-29T00:00, 2024-02-29T00:00",
        "0/15 * * * * ?,     2026-11-24T12:00:07, 2026-11-24T12:00:15, 2026-11-24T12:00"
    })
    void tellsTheTimesOnEachSide(
            String cron, LocalDateTime at, LocalDateTime next, LocalDateTime previous) {
        assertThat(Cron.parse(cron).after(at)).contains(next);
        assertThat(Cron.parse(cron).atOrBefore(at)).contains(previous);
    }

    @Test
    void hasNoTimeOnceItsYearIsOver() {
        var cron = Cron.parse("0 0 7 1 1 ? 2020");

        assertThat(cron.after(LocalDateTime.parse("2026-11-24T12:00"))).isEqualTo(Optional.empty());
        assertThat(cron.atOrBefore(LocalDateTime.parse("2026-11-24T12:00")))
                .contains(LocalDateTime.parse("2020-01-01T07:00"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0 0 99 ? * *", "0 98 7 ? * *", "99 0 7 ? * *", "0 0 7,099 ? * *"})
    void aNumberThatQuartzTakesForASignIsRefused(String cron) {
        assertThatThrownBy(() -> Cron.parse(cron))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("98 and 99");
    }

    @Test
    void aTextThatIsNoCronIsRefusedInWords() {
        assertThatThrownBy(() -> Cron.parse("0 0 25 ? * *"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cron '0 0 25 ? * *'")
                .hasMessageContaining("such as '0 0 7 ? * MON-FRI'");
    }
}
