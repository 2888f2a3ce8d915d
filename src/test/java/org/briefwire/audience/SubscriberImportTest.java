package org.briefwire.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.briefwire.audience.Enrol.Outcome;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Progress;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.SuppressionReason;
import org.briefwire.store.Database;
import org.briefwire.store.Exports;
import org.briefwire.store.ImportUndo;
import org.briefwire.store.Imports;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Subscriptions;
import org.briefwire.store.Suppressions;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestDatabases.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SubscriberImportTest {
    private static final Instant NOW = Instant.parse("2026-11-25T08:00:00Z");

    @TempDir Path folder;

    private ImportReport run(Database database, Path file, BiConsumer<Long, String> onRejected) {
        return run(database, file, onRejected, ImportOrder.Mode.FOR_GOOD);
    }

    private static ImportReport run(
            Database database,
            Path file,
            BiConsumer<Long, String> onRejected,
            ImportOrder.Mode mode) {
        return new SubscriberImport(
                        Enrolling.with(database, (list, cadence, zone, at) -> 0),
                        new Subscribers(database),
                        new Suppressions(database),
                        new Imports(database),
                        InstantSource.fixed(NOW))
                .run(
                        new ImportOrder(
                                file, List.of(Enrolling.DAILY), SubscriptionState.ACTIVE, mode),
                        onRejected,
                        Progress.UNSEEN);
    }

    private static void noRejects(long line, String reason) {
        throw new AssertionError(line + ": " + reason);
    }

    private static List<String> everybody(Database database) {
        try {
            var out = new StringWriter();
            new SubscriberExport(new Exports(database)).write(out);
            // without what an import has nothing of, and its sentence of consent
            return out.toString()
                    .lines()
                    .skip(1)
                    .map(line -> line.replaceAll(",,,,(\"[^\"]*\"|[^,]*)$", ""))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "UTF-8, ';', false",
        "UTF-8, ',', true",
        "windows-1252, ';', false",
        "UTF-16LE, TAB, true",
        "UTF-16LE, ';', false",
        "UTF-16BE, '|', true",
        "UTF-16BE, ',', false"
    })
    void anyEncodingAndSeparatorIsRead(String charset, String named, boolean mark)
            throws IOException {
        var separator = named.equals("TAB") ? "\t" : named;
        var text =
                String.join(separator, "Vor-Name", "Nachname", "E-Mail-Adresse", "Zeitzone")
                        + "\r\n"
                        + String.join(
                                separator,
                                "Jörg",
                                "\"Müller%s Dr.\"".formatted(separator),
                                "joerg@example.org",
                                "Europe/Berlin")
                        + "\r\n";
        var file = folder.resolve("leser.csv");
        Files.write(file, ((mark ? "\uFEFF" : "") + text).getBytes(Charset.forName(charset)));

        try (var database = Database.open(TestDatabases.fresh(Kind.SQLITE, folder))) {
            run(database, file, SubscriberImportTest::noRejects);

            var found = new Subscribers(database).find(EmailAddress.parse("joerg@example.org"));
            assertThat(found.orElseThrow().person().name())
                    .isEqualTo(
                            "Jörg Müller%s Dr."
                                    .formatted(separator.equals("\t") ? " " : separator));
            assertThat(found.orElseThrow().person().zone()).isEqualTo("Europe/Berlin");
        }
    }

    @ParameterizedTest
    @EnumSource
    void mailchimpsFilesBringConsentAndWhoMustGetNothing(Kind kind) throws IOException {
        var subscribed =
                write(
                        "subscribed.csv",
                        """
                        "Email Address","First Name","Last Name",Address,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,TIMEZONE,LEID,EUID,NOTES,TAGS
                        ada@example.org,Ada,Lovelace,"1 Street",5,"2019-03-04 10:00:00",192.0.2.1,"2019-03-04 10:05:00",192.0.2.2,Europe/London,1,a1,,\
                        """
                                + "\n");
        var unsubscribed =
                write(
                        "unsubscribed.csv",
                        """
                        "Email Address","First Name",UNSUB_TIME,LEID,EUID
                        bo@example.org,Bo,"2020-01-01 00:00:00",2,b2
                        """);
        var cleaned =
                write(
                        "cleaned.csv",
                        """
                        "Email Address",CLEAN_TIME,LEID,EUID
                        cy@example.org,"2021-01-01 00:00:00",3,c3
                        """);
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var report = run(database, subscribed, SubscriberImportTest::noRejects);
            run(database, unsubscribed, SubscriberImportTest::noRejects);
            assertThat(run(database, cleaned, SubscriberImportTest::noRejects).barred())
                    .isEqualTo(1);

            assertThat(report.notes())
                    .containsExactly(
                            "read as an export of Mailchimp",
                            "columns passed over: Address, MEMBER_RATING, OPTIN_TIME, OPTIN_IP, CONFIRM_TIME, CONFIRM_IP, LEID, EUID, NOTES, TAGS");
            assertThat(everybody(database))
                    .containsExactly(
                            "ada@example.org,Ada Lovelace,,Europe/London,daily,active,daily,*,full",
                            "bo@example.org,Bo,,,daily,unsubscribed,daily,*,full");
            var ada = new Subscribers(database).find(EmailAddress.parse("ada@example.org"));
            assertThat(
                            new Subscriptions(database)
                                    .history(ada.orElseThrow().subscriptions().getFirst().id()))
                    .singleElement()
                    .extracting(Subscriptions.Event::evidence)
                    .isEqualTo(
                            "imported from subscribed.csv by the operator as confirmed; at Mailchimp:"
                                    + " joined 2019-03-04 10:00:00, from 192.0.2.1, confirmed"
                                    + " 2019-03-04 10:05:00, from 192.0.2.2");
            assertThat(
                            new Suppressions(database)
                                    .isSuppressed(EmailAddress.parse("cy@example.org")))
                    .isTrue();
            assertThat(new Suppressions(database).find(EmailAddress.parse("cy@example.org")))
                    .map(Suppressions.Suppression::reason)
                    .contains(SuppressionReason.HARD_BOUNCE);
        }
    }

    @ParameterizedTest
    @EnumSource
    void undoingLiftsExactlyWhatTheImportSuppressed(Kind kind) throws IOException {
        var file =
                write(
                        "subscribers.csv",
                        """
                        uuid,email,name,attributes,status,created_at
                        0a,new@example.org,,{},blocklisted,2024-01-02T03:04:05Z
                        0b,before@example.org,,{},blocklisted,2024-01-02T03:04:05Z
                        0c,since@example.org,,{},blocklisted,2024-01-02T03:04:05Z
                        """);
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var suppressions = new Suppressions(database);
            var before = EmailAddress.parse("before@example.org");
            var since = EmailAddress.parse("since@example.org");
            suppressions.add(before, SuppressionReason.HARD_BOUNCE, "a bounce", NOW);
            run(database, file, SubscriberImportTest::noRejects);
            assertThat(suppressions.find(EmailAddress.parse("new@example.org")))
                    .map(Suppressions.Suppression::reason)
                    .contains(SuppressionReason.MANUAL);
            suppressions.lift(since, "a person said so", NOW);
            suppressions.add(since, SuppressionReason.COMPLAINT, "a complaint", NOW);

            assertThat(new ImportUndo(database).undo(1, NOW).lifted()).isEqualTo(1);

            assertThat(suppressions.list(9))
                    .extracting(Suppressions.Row::reason, Suppressions.Row::evidence)
                    .containsExactlyInAnyOrder(
                            tuple(SuppressionReason.HARD_BOUNCE, "a bounce"),
                            tuple(SuppressionReason.COMPLAINT, "a complaint"));
            assertThat(suppressions.history(EmailAddress.parse("new@example.org")))
                    .extracting(Suppressions.Event::evidence)
                    .containsExactly(
                            "import 1: at listmonk: since 2024-01-02T03:04:05Z, status blocklisted",
                            "import 1 was undone");
        }
    }

    @Test
    void listmonksStatesAreKept() throws IOException {
        var file =
                write(
                        "subscribers.csv",
                        """
                        uuid,email,name,attributes,status,created_at,updated_at
                        0a,ada@example.org,Ada,"{""city"": ""Paris""}",enabled,2024-01-02T03:04:05Z,2024-01-02T03:04:05Z
                        0b,bo@example.org,Bo,{},disabled,2024-01-02T03:04:05Z,2024-01-02T03:04:05Z
                        0c,cy@example.org,Cy,{},blocklisted,2024-01-02T03:04:05Z,2024-01-02T03:04:05Z
                        """);
        try (var database = Database.open(TestDatabases.fresh(Kind.SQLITE, folder))) {
            var report = run(database, file, SubscriberImportTest::noRejects);

            assertThat(report.barred()).isEqualTo(1);
            assertThat(everybody(database))
                    .containsExactly(
                            "ada@example.org,Ada,,,daily,active,daily,*,full",
                            "bo@example.org,Bo,,,daily,unsubscribed,daily,*,full");
        }
    }

    @Test
    void mailmansMembersAreRead() throws IOException {
        var file =
                write(
                        "members.txt",
                        """
                        # daily@example.org
                        Ada Lovelace <ada@example.org>
                        "Babbage, Charles" <charles@example.org>

                        bare@example.org
                        not an address
                        """);
        var rejected = new ArrayList<String>();
        try (var database = Database.open(TestDatabases.fresh(Kind.SQLITE, folder))) {
            run(database, file, (line, reason) -> rejected.add(line + ": " + reason));

            assertThat(everybody(database))
                    .containsExactly(
                            "ada@example.org,Ada Lovelace,,,daily,active,daily,*,full",
                            "charles@example.org,\"Babbage, Charles\",,,daily,active,daily,*,full",
                            "bare@example.org,,,,daily,active,daily,*,full");
            assertThat(rejected)
                    .containsExactly(
                            "6: 'not an address' is not an email address; one looks like"
                                    + " ada@example.org");
        }
    }

    @Test
    void aNameHasTwoHundredCharactersAtMost() throws IOException {
        var file =
                write(
                        "long.csv",
                        "email,name\nada@example.org,%s\nbo@example.org,%s\n"
                                .formatted("A".repeat(200), "B".repeat(201)));
        var rejected = new ArrayList<String>();
        try (var database = Database.open(TestDatabases.fresh(Kind.SQLITE, folder))) {
            run(database, file, (line, reason) -> rejected.add(line + ": " + reason));

            assertThat(everybody(database))
                    .containsExactly(
                            "ada@example.org,%s,,,daily,active,daily,*,full"
                                    .formatted("A".repeat(200)));
            assertThat(rejected)
                    .containsExactly("3: the name has 201 characters; at most 200 are kept");
        }
    }

    @Test
    void aFileWithoutAHeaderIsReadByItsAddresses() throws IOException {
        var file = write("plain.csv", "Ada,ada@example.org\nBo,bo@example.org\n");
        try (var database = Database.open(TestDatabases.fresh(Kind.SQLITE, folder))) {
            run(database, file, SubscriberImportTest::noRejects);

            assertThat(everybody(database))
                    .containsExactly(
                            "ada@example.org,Ada,,,daily,active,daily,*,full",
                            "bo@example.org,Bo,,,daily,active,daily,*,full");
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatWasCutOffGoesOnWhereItWas(Kind kind) throws IOException {
        var text = new StringBuilder("email,name\nbad,1\n");
        for (var i = 1; i <= 5_500; i++) {
            text.append("reader%d@example.org,R%d\n".formatted(i, i));
        }
        text.append("worse,2\n").append("last@example.org,Last\n");
        var file = write("many.csv", text.toString());
        BiConsumer<Long, String> killedByTheSecond =
                (line, reason) -> {
                    if (line > 2) {
                        throw new IllegalStateException("killed");
                    }
                };
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            assertThatThrownBy(() -> run(database, file, killedByTheSecond)).hasMessage("killed");
            assertThat(everybody(database)).hasSize(5_000);

            var rejected = new ArrayList<Long>();
            var report = run(database, file, (line, reason) -> rejected.add(line));

            assertThat(report.number()).contains(1L);
            assertThat(report.before()).isEqualTo(5_001);
            assertThat(report.outcomes()).isEqualTo(Map.of(Outcome.ADDED, 501L));
            assertThat(rejected).containsExactly(5_503L);
            assertThat(everybody(database)).hasSize(5_501);
            assertThat(Files.readAllLines(folder.resolve("many.rejected.csv")))
                    .extracting(line -> line.substring(0, line.indexOf(',')))
                    .containsExactly("line", "2", "5503");
        }
    }

    @Test
    void theSameFileAgainIsANewImport() throws IOException {
        var file = write("r.csv", "email\nada@example.org\n");
        try (var database = Database.open(TestDatabases.fresh(Kind.SQLITE, folder))) {
            run(database, file, SubscriberImportTest::noRejects);
            var again = run(database, file, SubscriberImportTest::noRejects);

            assertThat(again.number()).contains(2L);
            assertThat(again.outcomes()).isEqualTo(Map.of(Outcome.UNCHANGED, 1L));
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoMustGetNoMailIsLeftAlone(Kind kind) throws IOException {
        var file = write("r.csv", "email\nADA@example.org\nbo@example.org\n");
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            new Suppressions(database)
                    .add(
                            EmailAddress.parse("ada@example.org"),
                            SuppressionReason.COMPLAINT,
                            "a test",
                            NOW);

            var rehearsed =
                    run(
                            database,
                            file,
                            SubscriberImportTest::noRejects,
                            ImportOrder.Mode.REHEARSAL);
            var report = run(database, file, SubscriberImportTest::noRejects);

            assertThat(rehearsed.suppressed()).isEqualTo(1);
            assertThat(report.suppressed()).isEqualTo(1);
            assertThat(report.outcomes()).isEqualTo(rehearsed.outcomes());
            assertThat(everybody(database))
                    .containsExactly("bo@example.org,,,,daily,active,daily,*,full");
        }
    }

    private Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text, StandardCharsets.UTF_8);
    }
}
