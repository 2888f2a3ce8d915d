package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.briefwire.compose.Stencil;
import org.briefwire.model.ContentId;
import org.junit.jupiter.api.Test;

class StencilsTest {
    private static final int SIZE = 1000;

    private final List<Long> loaded = Collections.synchronizedList(new ArrayList<>());

    private static byte[] bytes(ContentId content) {
        return "%1000d".formatted(content.value()).getBytes(StandardCharsets.US_ASCII);
    }

    private Stencils stencils(int contents) {
        return new Stencils(
                content -> {
                    loaded.add(content.value());
                    return bytes(content);
                },
                (long) contents * SIZE);
    }

    private static void use(Stencils stencils, long... contents) {
        for (var content : contents) {
            var id = new ContentId(content);
            assertThat(stencils.of(id)).isEqualTo(Stencil.read(bytes(id)));
        }
    }

    @Test
    void aHundredContentsInTurnAreEachLoadedOnce() {
        var stencils = stencils(100);
        var all = LongStream.range(0, 100).toArray();

        use(stencils, all);
        use(stencils, all);

        assertThat(loaded).hasSize(100).doesNotHaveDuplicates();
    }

    @Test
    void whatWasNotUsedForLongestMakesRoom() {
        var stencils = stencils(2);

        use(stencils, 1, 2, 1, 3, 1, 2);

        assertThat(loaded).containsExactly(1L, 2L, 3L, 2L);
    }

    @Test
    void whatIsLargerThanAllTheRoomIsUsedAllTheSame() {
        use(stencils(0), 1, 1);

        assertThat(loaded).containsExactly(1L, 1L);
    }

    @Test
    void nobodyWaitsWhileAnotherContentIsLoaded() {
        var begun = new CountDownLatch(1);
        var hold = new CountDownLatch(1);
        var stencils =
                new Stencils(
                        content -> {
                            if (content.value() == 1) {
                                begun.countDown();
                                pass(hold);
                            }
                            return bytes(content);
                        },
                        10L * SIZE);
        var slow = Thread.ofVirtual().start(() -> use(stencils, 1));
        pass(begun);
        var done = new AtomicBoolean();
        Thread.ofVirtual()
                .start(() -> {
                    use(stencils, 2);
                    done.set(true);
                });

        await().untilTrue(done);

        assertThat(slow.isAlive()).isTrue();
        hold.countDown();
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
