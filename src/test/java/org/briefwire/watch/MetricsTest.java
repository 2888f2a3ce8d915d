package org.briefwire.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private final Metrics metrics = new Metrics();

    @Test
    void theFiguresStandUnderNamesThatStay() {
        metrics.handedOver("sent", "main", Metrics.OTHERS);
        metrics.handedOver("sent", "main", Metrics.OTHERS);
        metrics.handedOver("deferred", "main", "gmail");
        metrics.figure("briefwire.queue.age.seconds", "How long", () -> 7);

        assertThat(metrics.text())
                .isEqualTo(
                        """
                        # HELP briefwire_handovers_total Attempts to hand a message over, by what came of them
                        # TYPE briefwire_handovers_total counter
                        briefwire_handovers_total{outcome="deferred",provider="gmail",server="main"} 1.0
                        briefwire_handovers_total{outcome="sent",provider="others",server="main"} 2.0
                        # HELP briefwire_queue_age_seconds How long
                        # TYPE briefwire_queue_age_seconds gauge
                        briefwire_queue_age_seconds 7.0
                        """);
    }

    @Test
    void whatIsLookedUpIsAsItIsWhenItIsCollected() {
        var number = new AtomicInteger();
        var figures = metrics.figures("briefwire.server.up", "1: it is given mail", "server");
        metrics.before(() ->
                figures.set(
                        number.incrementAndGet() == 1
                                ? Map.of("main", 1.0, "second", 0.0)
                                : Map.of("main", 0.0)));

        assertThat(metrics.text()).contains("{server=\"main\"} 1.0", "{server=\"second\"} 0.0");
        assertThat(metrics.text()).contains("{server=\"main\"} 0.0").doesNotContain("second");
    }
}
