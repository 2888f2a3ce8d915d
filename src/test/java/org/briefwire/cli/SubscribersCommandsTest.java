package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestDatabases.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SubscribersCommandsTest {
    @TempDir Path home;

    @ParameterizedTest
    @EnumSource
    void addChangeLeaveAndStayLeft(TestDatabases.Kind kind) {
        var briefwire = TestInstallation.in(home, kind);

        assertThat(briefwire.run("subscribers", "add", "Ada@Example.org", "--list", "daily"))
                .isEqualTo(done("Ada@Example.org is on daily, and waits for confirmation\n"));
        assertThat(
                        briefwire.run(
                                "subscribers",
                                "add",
                                "ada@example.org",
                                "--list",
                                "daily",
                                "--confirmed",
                                "--language",
                                "de-at",
                                "--zone",
                                "Asia/Tokyo"))
                .isEqualTo(done("ada@example.org gets daily now\n"));
        assertThat(
                        briefwire.run(
                                "subscribers",
                                "add",
                                "ada@example.org",
                                "--list",
                                "science",
                                "--confirmed",
                                "--topics",
                                "physics;biology",
                                "--depth",
                                "headlines",
                                "--name",
                                "Ada İ"))
                .isEqualTo(done("ada@example.org gets science now\n"));
        assertThat(
                        briefwire.run(
                                "subscribers",
                                "add",
                                "ada@example.org",
                                "--list",
                                "daily",
                                "--cadence",
                                "weekly"))
                .isEqualTo(done("ada@example.org is on daily, and is changed\n"));
        assertThat(briefwire.run("subscribers", "list"))
                .isEqualTo(
                        done(
                                """
                                email            name   language  zone        subscriptions
                                Ada@Example.org  Ada İ  de-AT     Asia/Tokyo  daily (active, weekly, *, full), science (active, instant, biology;physics, headlines)
                                """));

        assertThat(briefwire.run("subscribers", "remove", "ada@example.org", "--list", "daily"))
                .isEqualTo(done("ada@example.org is off daily\n"));
        assertThat(
                        briefwire.run(
                                "subscribers",
                                "add",
                                "ada@example.org",
                                "--list",
                                "daily",
                                "--confirmed",
                                "--name",
                                "Other"))
                .isEqualTo(
                        new CommandLineRun(
                                1,
                                "",
                                "briefwire: ada@example.org left daily; only the reader can come back\n"));
        assertThat(briefwire.run("subscribers", "list", "--json"))
                .isEqualTo(
                        done(
                                "[{\"email\":\"Ada@Example.org\",\"name\":\"Ada İ\",\"language\":\"de-AT\","
                                        + "\"zone\":\"Asia/Tokyo\",\"subscriptions\":["
                                        + "{\"list\":\"daily\",\"state\":\"unsubscribed\",\"cadence\":\"weekly\","
                                        + "\"topics\":\"*\",\"depth\":\"full\"},"
                                        + "{\"list\":\"science\",\"state\":\"active\",\"cadence\":\"instant\","
                                        + "\"topics\":\"biology;physics\",\"depth\":\"headlines\"}]}]\n"));

        assertThat(briefwire.run("subscribers", "erase", "ada@example.org"))
                .isEqualTo(
                        done("ada@example.org is erased; only the hash of the address is kept\n"));
        assertThat(briefwire.run("subscribers", "list", "--json")).isEqualTo(done("[]\n"));
        assertThat(briefwire.run("subscribers", "erase", "ada@example.org"))
                .isEqualTo(
                        new CommandLineRun(1, "", "briefwire: ada@example.org is no subscriber\n"));
    }

    @ParameterizedTest
    @EnumSource
    void anImportTakesWhatItCanAndSetsTheRestAside(TestDatabases.Kind kind) throws IOException {
        var briefwire = TestInstallation.in(home, kind);
        briefwire.run("subscribers", "add", "left@example.org", "--list", "daily", "--confirmed");
        briefwire.run("subscribers", "remove", "left@example.org");
        briefwire.run("subscribers", "add", "known@example.org", "--list", "daily");
        Files.writeString(
                home.resolve("readers.csv"),
                """
                \uFEFFEmail,Name,Language,Zone,Topics,Cadence
                ada@example.org,"Ada, Countess",en,Europe/London,world; science,weekly
                no address,Nobody,,,,
                LEFT@example.org,Left,,,,
                known@example.org,Known,,,,
                bo@example.org,Bo,english_,,,
                cy@example.org,Cy,,Mars,,
                di@example.org,Di,,,Bad Topic,
                ed@example.org,Ed,,,,hourly
                ada@example.org,,,,,daily
                two,many,,,,,fields,here
                fay@example.org
                """);

        var rehearsal =
                briefwire.run(
                        "subscribers",
                        "import",
                        "readers.csv",
                        "--list",
                        "daily",
                        "--confirmed",
                        "--dry-run");
        assertThat(rehearsal.out())
                .isEqualTo(
                        "Nothing was changed. 11 rows: 2 added, 1 confirmed, 1 unchanged, 1 left alone"
                                + " because they left, 6 rejected\n");
        assertThat(home.resolve("readers.rejected.csv")).doesNotExist();

        assertThat(
                        briefwire.run(
                                "subscribers",
                                "import",
                                "readers.csv",
                                "--list",
                                "daily",
                                "--confirmed"))
                .isEqualTo(
                        new CommandLineRun(
                                0,
                                """
                                11 rows: 2 added, 1 confirmed, 1 changed, 1 left alone because they left, 6 rejected
                                Rejected rows are in %s
                                'subscribers undo 1' takes it back
                                """
                                        .formatted(home.resolve("readers.rejected.csv")),
                                """
                                readers.csv:3: 'no address' is not an email address; one looks like ada@example.org
                                readers.csv:6: 'english_' is not a language tag; one looks like en, de-AT or zh-Hans
                                readers.csv:7: 'Mars' is not a time zone; one looks like Europe/Berlin
                                readers.csv:8: topic id 'Bad Topic': an id has small letters, digits and '-', at most 80 of them
                                readers.csv:9: daily has no cadence 'hourly'; it has daily, weekly
                                readers.csv:11: it has 8 fields, the first row 6; put quotes around a field with a separator
                                """));
        assertThat(rehearsal.err())
                .isEqualTo(
                        briefwire
                                .run(
                                        "subscribers",
                                        "import",
                                        "readers.csv",
                                        "--list",
                                        "daily",
                                        "--dry-run")
                                .err());
        assertThat(home.resolve("readers.rejected.csv"))
                .content()
                .startsWith(
                        "line,reason,Email,Name,Language,Zone,Topics,Cadence\r\n"
                                + "3,'no address' is not an email address; one looks like"
                                + " ada@example.org,no address,Nobody,,,,\r\n");
        assertThat(briefwire.run("subscribers", "export"))
                .isEqualTo(
                        done(
                                """
                                email,name,language,zone,list,state,cadence,topics,depth,breaking,paused,suppressed,consent
                                left@example.org,,,,daily,unsubscribed,daily,*,full,,,,2026-11-24T06:30:00Z added by the operator as confirmed
                                known@example.org,Known,,,daily,active,daily,*,full,,,,IMPORTED
                                ada@example.org,"Ada, Countess",en,Europe/London,daily,active,daily,science;world,full,,,,IMPORTED
                                fay@example.org,,,,daily,active,daily,*,full,,,,IMPORTED
                                """
                                        .replace(
                                                "IMPORTED",
                                                "2026-11-24T06:30:00Z imported from readers.csv by"
                                                        + " the operator as confirmed")
                                        .replace("\n", "\r\n")));
    }

    @ParameterizedTest
    @EnumSource
    void anExportIsImportedElsewhereAsItWas(TestDatabases.Kind kind) throws IOException {
        var briefwire = TestInstallation.in(Files.createDirectories(home.resolve("a")), kind);
        briefwire.run("subscribers", "add", "a@example.org", "--list", "daily", "--confirmed");
        briefwire.run("subscribers", "add", "a@example.org", "--list", "science", "--confirmed");
        briefwire.run("subscribers", "add", "b@example.org", "--list", "science");
        briefwire.run("subscribers", "add", "c@example.org", "--list", "science", "--confirmed");
        briefwire.run("subscribers", "remove", "c@example.org");
        briefwire.run("subscribers", "export", "--out", "all.csv");

        var other = TestInstallation.in(Files.createDirectories(home.resolve("b")), kind);
        var file = home.resolve("a/all.csv").toString();
        other.run("subscribers", "import", file, "--list", "daily", "--confirmed");

        assertThat(other.run("subscribers", "import", file, "--list", "science", "--confirmed"))
                .isEqualTo(
                        done(
                                """
                                4 rows: 3 added, 1 of other lists passed over
                                'subscribers undo 2' takes it back
                                """));
        assertThat(other.run("subscribers", "export"))
                .isEqualTo(briefwire.run("subscribers", "export"));
    }

    @ParameterizedTest
    @EnumSource
    void allThatIsKeptOfAReaderComesThroughByteForByte(TestDatabases.Kind kind) throws IOException {
        var rows =
                """
                email,name,language,zone,list,state,cadence,topics,depth,breaking,paused,suppressed,consent
                a@example.org,"Ada ""A"", of L.",de-AT,Asia/Tokyo,daily,active,weekly,art;world,headlines,yes,2027-01-31T08:15:30.123Z,,"2020-01-02T03:04:05Z by a form, 'yes; please'"
                a@example.org,"Ada ""A"", of L.",de-AT,Asia/Tokyo,science,pending,instant,biology,essentials,,,,2021-01-01T00:00:00Z put down
                dead@example.org,,,,daily,active,daily,*,full,,,hard bounce,2022-01-01T00:00:00Z by a form
                dead@example.org,,,,science,unsubscribed,instant,*,full,,,hard bounce,
                cross@example.org,,ar,,daily,unsubscribed,daily,*,full,yes,,complaint,2023-01-01T00:00:00Z نعم
                O'Neill+x@EXAMPLE.org,Ó,zh-Hans,,daily,active,daily,*,full,,2020-01-01T00:00:00Z,,2024-01-01T00:00:00Z by a form
                """
                        .replace("\n", "\r\n");
        Files.writeString(home.resolve("all.csv"), rows);
        var briefwire = TestInstallation.in(Files.createDirectories(home.resolve("a")), kind);
        var other = TestInstallation.in(Files.createDirectories(home.resolve("b")), kind);
        var file = home.resolve("all.csv").toString();

        assertThat(briefwire.run("subscribers", "import", file, "--confirmed"))
                .isEqualTo(
                        done(
                                """
                                6 rows: 6 added, 3 suppressed as they were where the file comes from
                                'subscribers undo 1' takes it back
                                """));
        assertThat(briefwire.run("subscribers", "export")).isEqualTo(done(rows));
        briefwire.run("subscribers", "export", "--out", "all.csv");
        other.run("subscribers", "import", home.resolve("a/all.csv").toString(), "--confirmed");

        assertThat(home.resolve("a/all.csv")).hasContent(rows.stripTrailing());
        assertThat(other.run("subscribers", "export")).isEqualTo(done(rows));
        assertThat(other.run("suppressions", "list", "--json").out())
                .contains("\"hard bounce\"", "\"complaint\"");
        // without --confirmed everybody waits, and no address gets mail again
        Files.writeString(
                home.resolve("lift.csv"), "email,list,suppressed\ndead@example.org,daily,\n");
        other.run("subscribers", "import", home.resolve("lift.csv").toString(), "--confirmed");
        assertThat(other.run("subscribers", "export")).isEqualTo(done(rows));
        assertThat(other.run("subscribers", "undo", "1").out()).contains(", 2 suppressions lifted");
        assertThat(other.run("suppressions", "list", "--json").out()).isEqualTo("[]\n");
    }

    @Test
    void aListThatIsNotThereIsNamedWithThoseThatAre() {
        assertThat(
                        TestInstallation.in(home, Kind.SQLITE)
                                .run("subscribers", "add", "a@example.org", "--list", "weekly"))
                .isEqualTo(
                        new CommandLineRun(
                                1,
                                "",
                                "briefwire: the config has no list 'weekly'; it has daily, science\n"));
    }

    @Test
    void whatIsNoAddressIsWrongUsage() {
        assertThat(
                        TestInstallation.in(home, Kind.SQLITE)
                                .run("subscribers", "add", "ada", "--list", "daily"))
                .isEqualTo(
                        new CommandLineRun(
                                2,
                                "",
                                """
                                briefwire: Invalid value for positional parameter at index 0 (ADDRESS): 'ada' is not an email address; one looks like ada@example.org
                                'briefwire subscribers add --help' tells how it is used.
                                """));
    }

    @ParameterizedTest
    @EnumSource
    void anExportOfAllListsIsImportedInOneGo(TestDatabases.Kind kind) throws IOException {
        var briefwire = TestInstallation.in(Files.createDirectories(home.resolve("a")), kind);
        for (var list : List.of("daily", "science")) {
            briefwire.run(
                    "subscribers",
                    "add",
                    "a@example.org",
                    "--list",
                    list,
                    "--confirmed",
                    "--name",
                    "Ada",
                    "--language",
                    "de");
        }
        briefwire.run("subscribers", "add", "b@example.org", "--list", "science");
        briefwire.run("subscribers", "export", "--out", "all.csv");
        Files.writeString(
                home.resolve("a/all.csv"),
                "c@example.org,,,,weekly\r\n",
                StandardOpenOption.APPEND);

        var other = TestInstallation.in(Files.createDirectories(home.resolve("b")), kind);
        var file = home.resolve("a/all.csv").toString();
        assertThat(other.run("subscribers", "import", file, "--confirmed"))
                .isEqualTo(
                        new CommandLineRun(
                                0,
                                """
                                4 rows: 3 added, 1 rejected
                                Rejected rows are in %s
                                'subscribers undo 1' takes it back
                                """
                                        .formatted(home.resolve("a/all.rejected.csv")),
                                file
                                        + ":5: there is no list 'weekly'; the config has daily, science\n"));
        assertThat(other.run("subscribers", "export"))
                .isEqualTo(briefwire.run("subscribers", "export"));
    }

    @Test
    void aFileThatDoesNotSayItsListsNeedsOne() throws IOException {
        var briefwire = TestInstallation.in(home, Kind.SQLITE);
        Files.writeString(home.resolve("r.csv"), "email\na@example.org\n");

        assertThat(briefwire.run("subscribers", "import", "r.csv"))
                .isEqualTo(
                        new CommandLineRun(
                                1,
                                "",
                                "briefwire: %s has no column 'list': say which with --list\n"
                                        .formatted(home.resolve("r.csv"))));
    }

    @Test
    void aFileWithoutAnAddressColumnIsLeftAlone() throws IOException {
        var briefwire = TestInstallation.in(home, Kind.SQLITE);
        Files.writeString(home.resolve("r.csv"), "emial;surname\na@example.org;A\n");

        assertThat(briefwire.run("subscribers", "import", "r.csv", "--list", "daily"))
                .isEqualTo(
                        new CommandLineRun(
                                1,
                                "",
                                "briefwire: %s:1: no column is named email; the first row names the columns, such as email, name, language, zone, topics, cadence, depth; it has emial, surname\n"
                                        .formatted(home.resolve("r.csv"))));
    }

    @ParameterizedTest
    @EnumSource
    void anImportIsUndoneAsAWhole(TestDatabases.Kind kind) throws IOException {
        var briefwire = TestInstallation.in(home, kind);
        briefwire.run("subscribers", "add", "waits@example.org", "--list", "daily");
        briefwire.run(
                "subscribers",
                "add",
                "known@example.org",
                "--list",
                "daily",
                "--confirmed",
                "--name",
                "Known",
                "--language",
                "en");
        var before = briefwire.run("subscribers", "export");
        Files.writeString(
                home.resolve("r.csv"),
                """
                email,name,language,cadence
                new@example.org,New,,
                waits@example.org,Waits,,
                known@example.org,Renamed,de,weekly
                leaves@example.org,Leaves,,
                """);
        briefwire.run("subscribers", "import", "r.csv", "--list", "daily", "--confirmed");
        briefwire.run("subscribers", "remove", "leaves@example.org");

        assertThat(briefwire.run("subscribers", "undo", "1"))
                .isEqualTo(
                        done(
                                "import 1 of r.csv is undone: 1 removed, 0 ended, 2 as they were before,"
                                        + " 1 left alone because something happened since\n"));

        assertThat(briefwire.run("subscribers", "export").out())
                .isEqualTo(
                        before.out()
                                + "leaves@example.org,Leaves,,,daily,unsubscribed,daily,*,full,,,,"
                                + "2026-11-24T06:30:00Z imported from r.csv by the operator as"
                                + " confirmed\r\n");
        assertThat(briefwire.run("subscribers", "imports").out())
                .contains("1       r.csv  daily active  undone  4");
        assertThat(briefwire.run("subscribers", "undo", "1").out()).contains(" 0 removed, 0 ended");
        assertThat(briefwire.run("subscribers", "undo", "7"))
                .isEqualTo(
                        new CommandLineRun(
                                1,
                                "",
                                "briefwire: there is no import 7; 'subscribers imports' lists them\n"));
    }

    private static CommandLineRun done(String out) {
        return new CommandLineRun(0, out, "");
    }
}
