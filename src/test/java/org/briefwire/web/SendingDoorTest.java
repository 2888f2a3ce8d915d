package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendingDoorTest {
    private static Response ask(Optional<String> trouble) {
        var route = new SendingDoor(() -> trouble).routes().getFirst();
        return route.page()
                .answer(
                        new Request(
                                "/health/sending",
                                Map.of(),
                                Map.of(),
                                Map.of(),
                                _ -> new byte[0],
                                Map.of(),
                                "192.0.2.7"));
    }

    private static String body(Response answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    @Test
    void whenMailIsSentThatIsAllThereIsToSay() {
        var answer = ask(Optional.empty());

        assertThat(answer.status()).isEqualTo(200);
        assertThat(body(answer)).isEqualTo("ok\n");
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    }

    @Test
    void whenNoneCanBeSentTheStatusSaysSoAndTheTextWhy() {
        var answer = ask(Optional.of("sending has ended"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(body(answer)).isEqualTo("sending has ended\n");
        assertThat(answer.headers()).containsEntry("Cache-Control", "no-store");
    }
}
