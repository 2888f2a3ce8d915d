package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.briefwire.model.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MetricsDoorTest {
    private static Response ask(Optional<Secret> token, String peer, Map<String, String> headers) {
        var door = new MetricsDoor(token, "text/plain; version=0.0.4", () -> "a_figure 1.0\n");
        return door.routes()
                .getFirst()
                .page()
                .answer(
                        new Request(
                                "/metrics",
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                _ -> new byte[0],
                                headers,
                                peer));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1", "[0:0:0:0:0:0:0:1]"})
    void thisMachineMayLook(String peer) {
        var answer = ask(Optional.empty(), peer, Map.of());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(new String(answer.body(), StandardCharsets.UTF_8)).isEqualTo("a_figure 1.0\n");
        assertThat(answer.headers())
                .containsEntry("Content-Type", "text/plain; version=0.0.4")
                .containsEntry("Cache-Control", "no-store");
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, Accept, text/plain",
        "127.0.0.1, X-Forwarded-For, 127.0.0.1",
        "127.0.0.1, Forwarded, for=127.0.0.1",
        "127.0.0.1, Via, 1.1 proxy",
        "192.0.2.7, Authorization, Bearer another-token-of-that-length"
    })
    void nobodyElseMayNotEvenByAProxyOnThisMachine(String peer, String header, String value) {
        var token = Optional.of(new Secret("the-token-of-the-tests-own---"));

        assertThat(ask(token, peer, Map.of(header, value)).status()).isEqualTo(401);
        assertThat(ask(Optional.empty(), peer, Map.of(header, value)).status()).isEqualTo(401);
    }

    @Test
    void whoKnowsTheTokenMayFromAnywhere() {
        var answer =
                ask(
                        Optional.of(new Secret("the-token")),
                        "192.0.2.7",
                        Map.of(
                                "Authorization",
                                "Bearer the-token",
                                "X-Forwarded-For",
                                "192.0.2.9"));

        assertThat(answer.status()).isEqualTo(200);
    }
}
