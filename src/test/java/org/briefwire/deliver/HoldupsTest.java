package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class HoldupsTest {
    private static final long QUICK = Duration.ofMillis(10).toNanos();
    private static final long SLOW = Duration.ofSeconds(2).toNanos();

    private final Holdups holdups = new Holdups(16);

    @Test
    void aDomainIsQuickOrSlowAsItsLastMessageWas() {
        holdups.took("a.example", QUICK, true);
        holdups.took("b.example", SLOW, true);
        assertThat(holdups.isQuick("a.example")).isTrue();
        assertThat(holdups.isSlow("a.example")).isFalse();
        assertThat(holdups.isQuick("b.example")).isFalse();
        assertThat(holdups.isSlow("b.example")).isTrue();

        holdups.took("a.example", SLOW, false);
        holdups.took("b.example", QUICK, true);
        assertThat(holdups.isSlow("a.example")).isTrue();
        assertThat(holdups.isQuick("b.example")).isTrue();
    }

    @Test
    void aQuickRefusalHoldsNobodyUpAndMakesASlowDomainNoQuicker() {
        holdups.took("a.example", QUICK, false);
        holdups.took("b.example", QUICK, true);
        holdups.took("b.example", SLOW, true);
        holdups.took("b.example", QUICK, false);

        assertThat(holdups.isQuick("a.example")).isTrue();
        assertThat(holdups.isSlow("b.example")).isTrue();
    }

    @Test
    void whereAllTakeLongNobodyIsSlow() {
        holdups.took("a.example", SLOW, true);
        holdups.took("b.example", 3 * SLOW, true);

        assertThat(holdups.isQuick("a.example")).isTrue();
        assertThat(holdups.isQuick("b.example")).isTrue();
    }

    @Test
    void whatWasQuickOnceIsForgottenWhenAllTakeLong() {
        holdups.took("a.example", QUICK, true);
        holdups.took("a.example", SLOW, true);
        assertThat(holdups.isSlow("a.example")).isTrue();

        for (var message = 0; message < 64; message++) {
            holdups.took("a.example", SLOW, true);
        }

        assertThat(holdups.isQuick("a.example")).isTrue();
    }

    @Test
    void fewerThanFourConnectionsAreNotDivided() {
        assertThat(new Holdups(16).share()).isEqualTo(4);
        assertThat(new Holdups(5).share()).isEqualTo(1);
        assertThat(new Holdups(3).share()).isEqualTo(Integer.MAX_VALUE);
    }
}
