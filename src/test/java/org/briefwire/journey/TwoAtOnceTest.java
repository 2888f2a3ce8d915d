package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TwoAtOnceTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void runsSideBySideMakeOneEditionAndReachEachReaderOnce(TestDatabases.Kind kind)
            throws Exception {
        try (var desk = Desk.open(folder, kind);
                var threads = Executors.newFixedThreadPool(3)) {
            desk.done("run");
            var readers = Desk.addresses(25);
            desk.readers(readers);
            desk.dropBriefing("First");
            desk.later(Duration.ofMinutes(35));

            Callable<CommandLineRun> run = () -> desk.run("run");
            var answers = threads.invokeAll(Collections.nCopies(3, run));

            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(new CommandLineRun(0, answer.get().out(), ""));
            }
            assertThat(desk.reached()).containsExactly(readers);
            assertThat(desk.done("editions", "list", "--json"))
                    .isEqualTo(
                            """
                            [{"list":"daily","number":1,"cadence":"daily","slot":"2026-11-24T07:00",\
                            "state":"done","briefings":1,"deliveries":25,"sent":25,"deferred":0,\
                            "failed":0}]
                            """);
        }
    }
}
