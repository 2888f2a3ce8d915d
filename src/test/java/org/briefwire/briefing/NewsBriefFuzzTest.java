package org.briefwire.briefing;

import com.code_intelligence.jazzer.junit.FuzzTest;
import org.junit.jupiter.api.Tag;

/**
 * Looks for bytes that break the reader: {@code JAZZER_FUZZ=1 mvn -o test -Dtest=NewsBriefFuzzTest
 * -Dtest.excludedGroups=}. What it finds it leaves beside its inputs, which {@link FuzzInputsTest}
 * replays in the gate, without Jazzer's agent in the JVM of every other test.
 */
@Tag("long")
class NewsBriefFuzzTest {
    @FuzzTest(maxDuration = "8m")
    void anyBytesAreReadAndWhatIsReadIsWritten(byte[] bytes) {
        FuzzInputsTest.check(bytes);
    }
}
