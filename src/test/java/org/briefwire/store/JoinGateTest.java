package org.briefwire.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.briefwire.store.JoinGate.Attempt;
import org.briefwire.store.JoinGate.Cap;
import org.briefwire.store.JoinGate.Caps;
import org.briefwire.store.JoinGate.Verdict;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JoinGateTest {
    private static final Instant NOW = Instant.parse("2026-11-24T07:00:00Z");

    @TempDir Path folder;

    private static Caps caps(int client, int all) {
        var since = NOW.minus(Duration.ofHours(1));
        return new Caps(
                new Cap(client, since),
                new Cap(all, since),
                new Cap(3, since),
                Duration.ofMinutes(10));
    }

    @ParameterizedTest
    @EnumSource
    void ofManyAtOnceForOnePersonOneIsAdmitted(TestDatabases.Kind kind) throws Exception {
        try (var database = Database.open(TestDatabases.fresh(kind, folder));
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var gate = new JoinGate(database);
            var asked = new ArrayList<Callable<Verdict>>();
            for (var i = 0; i < 60; i++) {
                var attempt = new Attempt("client " + i, "ada", NOW);
                asked.add(() -> gate.admit(attempt, caps(20, 50)));
            }
            var verdicts = new ArrayList<Verdict>();
            for (var answer : threads.invokeAll(asked)) {
                verdicts.add(answer.get());
            }
            assertThat(verdicts.stream().filter(Verdict.ADMITTED::equals)).hasSize(1);
            assertThat(verdicts.stream().filter(Verdict.ENOUGH_MAIL::equals)).hasSize(49);
            assertThat(verdicts.stream().filter(Verdict.ALL_TOO_OFTEN::equals)).hasSize(10);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRestartForgetsNothing(TestDatabases.Kind kind) {
        var url = TestDatabases.fresh(kind, folder);
        var verdicts = new ArrayList<Verdict>();
        for (var i = 0; i < 3; i++) {
            try (var database = Database.open(url)) {
                var attempt = new Attempt("client", "person " + i, NOW);
                verdicts.add(new JoinGate(database).admit(attempt, caps(2, 50)));
            }
        }
        assertThat(verdicts)
                .isEqualTo(List.of(Verdict.ADMITTED, Verdict.ADMITTED, Verdict.CLIENT_TOO_OFTEN));
    }
}
