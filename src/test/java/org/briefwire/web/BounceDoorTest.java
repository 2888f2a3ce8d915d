package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Map;
import org.briefwire.model.Secret;
import org.junit.jupiter.api.Test;

class BounceDoorTest {
    private static final String TOKEN = "the-token-of-the-tests-own---";

    @Test
    void ofALargeMailTheFirstTwoMebibytesAreTaken() {
        var sizes = new ArrayList<Integer>();
        var door = new BounceDoor(new Secret(TOKEN), (raw, origin) -> sizes.add(raw.length));

        var answer =
                door.routes()
                        .getFirst()
                        .page()
                        .answer(
                                new Request(
                                        "/api/v1/bounces",
                                        Map.of(),
                                        Map.of(),
                                        Map.of(),
                                        most -> new byte[Math.min(most, 3 * 1024 * 1024)],
                                        Map.of(
                                                "Authorization",
                                                "Bearer " + TOKEN,
                                                "Content-Type",
                                                "message/rfc822"),
                                        "192.0.2.7"));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(sizes).containsExactly(2 * 1024 * 1024);
    }
}
