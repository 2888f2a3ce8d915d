package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.briefwire.app.Installation;
import org.briefwire.store.Database;
import org.briefwire.store.StoreFixture;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;

/**
 * An installation that 'init' made, with its config edited as an operator would, a mail server and
 * a clock that stands still.
 */
final class Desk implements AutoCloseable {
    /** A cron that is not due while a test runs, but on New Year's morning. */
    static final String NEW_YEAR = "0 0 7 1 JAN ?";

    static final String SAMPLE = "us-pushes-ukraine-donetsk.txt";

    private final Path home;
    private final SmtpServerStub smtp = SmtpServerStub.start();
    private final InstantSource clock;

    private Desk(Path home, InstantSource clock) {
        this.home = home;
        this.clock = clock;
    }

    /** Its clock stands still. */
    static Desk open(Path folder, TestDatabases.Kind kind) {
        return open(folder, kind, new MovableClock(CommandLineRun.NOW));
    }

    /** In the time of this machine, for what runs by itself: with a cron that fits. */
    static Desk live(Path folder, TestDatabases.Kind kind, String cron) {
        return open(folder, kind, InstantSource.system()).edit("0 0 7 ? * *", cron);
    }

    private static Desk open(Path folder, TestDatabases.Kind kind, InstantSource clock) {
        var desk = new Desk(folder.resolve("desk"), clock);
        var made = CommandLineRun.in(folder, "init", "desk");
        assertThat(made.code()).as(made.err()).isZero();
        var url = TestDatabases.fresh(kind, folder);
        return desk.edit(
                        "\nsmtp:\n",
                        """

                        database: { url: "%s" }
                        web: { listen: "127.0.0.1:0" }
                        smtp:
                        """
                                .formatted(url))
                .edit("port: 25,", "port: %d,".formatted(desk.smtp.port()));
    }

    /** Changes the config. */
    Desk edit(String from, String to) {
        try {
            var before = Files.readString(config());
            assertThat(before).contains(from);
            Files.writeString(config(), before.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    Path home() {
        return home;
    }

    Path config() {
        return home.resolve("config/briefwire.yaml");
    }

    /** Where its database is. */
    String databaseUrl() {
        try {
            return Files.readString(config()).replaceAll("(?s).*url: \"(jdbc:[^\"]*)\".*", "$1");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path incoming() {
        return home.resolve("incoming");
    }

    SmtpServerStub smtp() {
        return smtp;
    }

    /** Moves the clock on. */
    void later(Duration time) {
        ((MovableClock) clock).advance(time);
    }

    CommandLineRun run(String... arguments) {
        return CommandLineRun.in(home, clock, arguments);
    }

    /** Runs a command that has to succeed; answers what it printed. */
    String done(String... arguments) {
        var run = run(arguments);
        assertThat(run).isEqualTo(new CommandLineRun(0, run.out(), ""));
        return run.out();
    }

    /** Imports readers who are known to want the daily list. */
    void readers(String... addresses) {
        var file = home.resolve("readers.csv");
        try {
            Files.writeString(file, "email\n" + String.join("\n", addresses));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        done("subscribers", "import", file.toString(), "--list", "daily", "--confirmed");
    }

    /** What the database says to a question whose answer is a number. */
    long number(String sql) {
        try (var database = Database.open(databaseUrl())) {
            return new StoreFixture(database).number(sql);
        }
    }

    /** So many addresses, in their order. */
    static String[] addresses(int count) {
        return IntStream.range(0, count)
                .mapToObj("r%03d@example.org"::formatted)
                .toArray(String[]::new);
    }

    /** Puts a file into the folder that is collected, written long enough ago. */
    Path drop(String name, String text) {
        var file = incoming().resolve(name);
        try {
            Files.writeString(file, text);
            Files.setLastModifiedTime(file, FileTime.from(clock.instant().minusSeconds(60)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file;
    }

    /** A small briefing of this headline. */
    Path dropBriefing(String headline) {
        return drop(
                headline.replace(' ', '-') + ".txt",
                "%s\n\nWhat it is about.\n\nWHAT HAPPENED\n\n• This did.\n".formatted(headline));
    }

    Path dropSample() {
        return drop(SAMPLE, sample());
    }

    static String sample() {
        try (InputStream in =
                Objects.requireNonNull(
                        Desk.class.getResourceAsStream("/demo/briefings/" + SAMPLE))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The points of the sample, in its order. */
    static List<String> points() {
        return sample().lines()
                .map(String::strip)
                .filter(line -> line.startsWith("•"))
                .map(line -> line.substring(1).strip())
                .toList();
    }

    /** The mails that arrived so far, as Jakarta Mail reads them. */
    List<Mail> mails() {
        var mails = new ArrayList<Mail>();
        smtp.mails().forEach(mail -> mails.add(Mail.read(mail)));
        return mails;
    }

    /** Who got mail, once for each mail. */
    List<String> reached() {
        return smtp.mails().stream().flatMap(mail -> mail.to().stream()).sorted().toList();
    }

    /** The installation, opened in this process. */
    Installation installation() {
        return Installation.at(config(), Map.of(), clock);
    }

    /** The program itself, as a process of its own. */
    Process program(String... arguments) {
        try {
            return Program.start(home, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        smtp.close();
    }
}
