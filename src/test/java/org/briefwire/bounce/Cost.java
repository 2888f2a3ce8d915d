package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;

/** What reading a mail costs, and the most that it may. */
final class Cost {
    // far above what it takes: a hang fails, a slow machine does not
    private static final Duration HANG = Duration.ofSeconds(60);

    // of a processor's time; in code that is not warm about a second is seen
    private static final Duration MOST_WORK = Duration.ofSeconds(8);

    // all that reading ever allocates, garbage with it; up to 20 MB are seen
    private static final long MOST_OCTETS = 32L * 1024 * 1024;

    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    private Cost() {}

    /** Reads a mail, and fails when that costs more than any mail may cost. */
    static BounceReading within(byte[] mail) {
        return Assertions.assertTimeoutPreemptively(
                HANG,
                () -> {
                    var before = THREADS.getCurrentThreadAllocatedBytes();
                    var began = THREADS.getCurrentThreadCpuTime();
                    var reading = BounceReader.read(mail);
                    var worked = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began);
                    var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
                    assertThat(worked).isLessThan(MOST_WORK);
                    assertThat(allocated).isLessThan(MOST_OCTETS);
                    return reading;
                });
    }
}
