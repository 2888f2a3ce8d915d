package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscribersInviteCommandTest {
    @TempDir Path home;

    private static CommandLineRun done(String out) {
        return new CommandLineRun(0, out.replace("\n", System.lineSeparator()), "");
    }

    @ParameterizedTest
    @EnumSource
    void itSaysWhomItAskedAndHowLongTheRestTakes(TestDatabases.Kind kind) throws IOException {
        var briefwire = TestInstallation.in(home, kind);
        var people =
                IntStream.range(0, 200)
                        .mapToObj("p%d@example.net"::formatted)
                        .collect(Collectors.joining("\n"));
        Files.writeString(home.resolve("people.csv"), "email\n" + people + "\n");
        briefwire.run("suppressions", "add", "p7@example.net", "--reason", "they said so");
        briefwire.run("subscribers", "import", "people.csv", "--list", "daily");
        briefwire.run("suppressions", "add", "p9@example.net", "--reason", "they said so");
        var clock = new MovableClock(CommandLineRun.NOW);
        var invite = new String[] {"subscribers", "invite", "--list", "daily", "--per-hour", "60"};

        assertThat(
                        briefwire.run(
                                "subscribers",
                                "invite",
                                "--list",
                                "daily",
                                "--per-hour",
                                "60",
                                "--dry-run"))
                .isEqualTo(
                        done(
                                "Nothing was sent. 198 would be asked, at 60 an hour: about 3 h 18 min;"
                                        + " 1 are left alone because they get no mail\n"));
        assertThat(CommandLineRun.in(home, clock, invite))
                .isEqualTo(
                        done(
                                """
                                1 were asked now, 197 wait, at 60 an hour: about 3 h 17 min; 1 are left alone because they get no mail
                                'serve' goes on with them, and this command whenever it is called
                                """));
        clock.advance(Duration.ofMinutes(2));
        CommandLineRun.in(home, clock, invite);
        assertThat(CommandLineRun.in(home, clock, "subscribers", "invite", "--status", "--json"))
                .isEqualTo(
                        done(
                                "[{\"number\":1,\"list\":\"daily\",\"perHour\":60,\"state\":\"open\","
                                        + "\"asked\":2,\"confirmed\":0,\"waiting\":196,\"suppressed\":1}]\n"));
        assertThat(briefwire.run("subscribers", "invite", "--stop", "1"))
                .isEqualTo(
                        done(
                                """
                                number  list   import  per hour  state  asked  confirmed  waiting  suppressed
                                1       daily  -       60        ended  2      0          0        0
                                """));
    }

    @ParameterizedTest
    @EnumSource(names = "SQLITE")
    void whatIsWrongIsSaid(TestDatabases.Kind kind) {
        var briefwire = TestInstallation.in(home, kind);

        assertThat(briefwire.run("subscribers", "invite", "--stop", "4").err())
                .isEqualToIgnoringNewLines("there is no open order 4; '--status' lists them all\n");
        assertThat(briefwire.run("subscribers", "invite", "--import", "4").err())
                .isEqualToIgnoringNewLines(
                        "there is no import 4; 'subscribers imports' lists them\n");
        assertThat(briefwire.run("subscribers", "invite", "--per-hour", "0").code()).isEqualTo(2);
        assertThat(briefwire.run("subscribers", "invite", "--list", "none").code()).isEqualTo(1);
    }
}
