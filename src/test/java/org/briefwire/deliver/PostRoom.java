package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.briefwire.config.Pacing;
import org.briefwire.config.SmtpServer;
import org.briefwire.dns.Dns;
import org.briefwire.model.EditionId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.store.Database;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestKeys;
import org.briefwire.watch.Metrics;

/** A dispatch over a database of its own, with editions to send; and the ledger, in words. */
final class PostRoom implements AutoCloseable {
    static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");

    private final Path folder;
    private final Database database;
    private final PostFixture fixture;
    private final MovableClock clock = new MovableClock(DUE);
    private final Metrics metrics = new Metrics();
    private Dispatch dispatch;

    private PostRoom(Path folder, Database database, Setting setting) {
        this.folder = folder;
        this.database = database;
        this.fixture = new PostFixture(database);
        this.dispatch = dispatch(setting);
    }

    /** What it sends with. */
    record Setting(List<SmtpServer> servers, Pacing pacing, Patience patience, Dns dns) {
        static Setting of(SmtpServer... servers) {
            return new Setting(List.of(servers), Pacing.NONE, CourierKit.SHORT, Dns.off("a test"));
        }

        Setting with(Pacing other) {
            return new Setting(servers, other, patience, dns);
        }

        Setting with(Patience other) {
            return new Setting(servers, pacing, other, dns);
        }

        Setting with(Dns other) {
            return new Setting(servers, pacing, patience, other);
        }
    }

    static PostRoom open(TestDatabases.Kind kind, Path folder, Setting setting) {
        return new PostRoom(folder, Database.open(TestDatabases.fresh(kind, folder)), setting);
    }

    static PostRoom open(TestDatabases.Kind kind, Path folder, SmtpServer... servers) {
        return open(kind, folder, Setting.of(servers));
    }

    private Dispatch dispatch(Setting setting) {
        var config =
                Configs.withPacing(
                        Configs.withSmtp(TestConfigs.at(folder), setting.servers()),
                        setting.pacing());
        var equipment =
                new Equipment(
                        clock,
                        new Random(1),
                        TestKeys.localhost().context().getSocketFactory(),
                        setting.patience(),
                        setting.dns(),
                        metrics);
        return new Dispatch(config, database, CourierKit.LINKS, equipment);
    }

    /** As after a restart: nothing that the last dispatch learnt of the servers is known. */
    void restart(Setting setting) {
        dispatch.close();
        dispatch = dispatch(setting);
    }

    void restart(SmtpServer... servers) {
        restart(Setting.of(servers));
    }

    Dispatch dispatch() {
        return dispatch;
    }

    Database database() {
        return database;
    }

    PostFixture fixture() {
        return fixture;
    }

    MovableClock clock() {
        return clock;
    }

    Metrics metrics() {
        return metrics;
    }

    /** An edition on its way to some readers. */
    record Mailing(EditionId edition, Map<String, SubscriptionId> readers) {}

    /** An edition that is due for these addresses. */
    Mailing mailing(String slot, List<String> addresses) {
        return mailing(fixture.edition(slot), addresses);
    }

    Mailing mailing(EditionId edition, List<String> addresses) {
        var ids = fixture.subscribe(addresses);
        fixture.deliver(edition, ids, clock.instant());
        var readers = new LinkedHashMap<String, SubscriptionId>();
        for (var i = 0; i < addresses.size(); i++) {
            readers.put(addresses.get(i), ids.get(i));
        }
        return new Mailing(edition, readers);
    }

    static List<String> people(int count) {
        return IntStream.range(0, count).mapToObj("p%d@example.org"::formatted).toList();
    }

    /** What the ledger says of each reader. */
    Map<String, String> ledger(Mailing mailing) {
        var words = new LinkedHashMap<String, String>();
        mailing.readers()
                .forEach((address, id) ->
                        words.put(address, words(fixture.row(mailing.edition(), id))));
        return words;
    }

    /** One try that ended is what goes without saying. */
    private static String words(PostFixture.Row row) {
        return row.state()
                + (row.doubt() == 1 ? " in doubt" : "")
                + (row.server().isEmpty() ? "" : " by " + row.server())
                + (row.attempts() == 1 ? "" : " after %d tries".formatted(row.attempts()))
                + (row.owner().isPresent() ? ", owned" : "")
                + (row.reply().isEmpty() ? "" : ": " + row.reply());
    }

    /** How many have each word of the ledger. */
    Map<String, Long> counts(Mailing mailing) {
        var counts = new LinkedHashMap<String, Long>();
        ledger(mailing).values().forEach(words -> counts.merge(words, 1L, Long::sum));
        return counts;
    }

    /** Sends until nothing waits any more, by a clock that jumps to when something is due. */
    void sendTheRest() {
        var report = dispatch.sendDue();
        for (var round = 0; report.nextDue().isPresent(); round++) {
            assertThat(round).as("rounds, and still %s", report).isLessThan(20);
            // a little later, as those deferred together come back one after the other
            clock.moveTo(report.nextDue().get().plus(Duration.ofMinutes(5)));
            report = dispatch.sendDue();
        }
    }

    /** The Message-IDs that came for each reader, by whatever server. */
    static Map<String, List<String>> arrivals(SmtpServerStub... stubs) {
        var ids = new LinkedHashMap<String, List<String>>();
        Stream.of(stubs)
                .flatMap(stub -> stub.mails().stream())
                .forEach(mail ->
                        ids.computeIfAbsent(mail.to().getFirst(), _ -> new ArrayList<>())
                                .add(mail.header("Message-ID")));
        return ids;
    }

    @Override
    public void close() {
        dispatch.close();
        database.close();
    }
}
