package org.briefwire.app;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.answer.Explain;
import org.briefwire.audience.Choose;
import org.briefwire.audience.Enrol;
import org.briefwire.audience.Evidence;
import org.briefwire.audience.Invite;
import org.briefwire.audience.Join;
import org.briefwire.audience.JoinMails;
import org.briefwire.audience.Leave;
import org.briefwire.audience.Returns;
import org.briefwire.audience.StartCursor;
import org.briefwire.audience.SubscriberExport;
import org.briefwire.audience.SubscriberImport;
import org.briefwire.collect.Peek;
import org.briefwire.config.Config;
import org.briefwire.config.ConfigReader;
import org.briefwire.config.NewsList;
import org.briefwire.config.Problem;
import org.briefwire.config.ReadConfig;
import org.briefwire.config.SmtpServer;
import org.briefwire.deliver.Dispatch;
import org.briefwire.dns.Dns;
import org.briefwire.dns.JndiDns;
import org.briefwire.edition.FirstCursor;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EditionId;
import org.briefwire.model.ListId;
import org.briefwire.model.Stop;
import org.briefwire.pace.Slowly;
import org.briefwire.store.Archive;
import org.briefwire.store.Contents;
import org.briefwire.store.Database;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Editions;
import org.briefwire.store.Enrolments;
import org.briefwire.store.Exports;
import org.briefwire.store.Held;
import org.briefwire.store.ImportUndo;
import org.briefwire.store.Imports;
import org.briefwire.store.Invitations;
import org.briefwire.store.InviteOrders;
import org.briefwire.store.JoinBarrier;
import org.briefwire.store.JoinConfirmations;
import org.briefwire.store.JoinGate;
import org.briefwire.store.JoinRequests;
import org.briefwire.store.Ledger;
import org.briefwire.store.ListPauses;
import org.briefwire.store.Notices;
import org.briefwire.store.PersonalData;
import org.briefwire.store.Preferences;
import org.briefwire.store.Providers;
import org.briefwire.store.Refusals;
import org.briefwire.store.Rejections;
import org.briefwire.store.ReturnedMailShelf;
import org.briefwire.store.ReturnedMails;
import org.briefwire.store.Stopped;
import org.briefwire.store.Subscribers;
import org.briefwire.store.Subscriptions;
import org.briefwire.store.Suppressions;
import org.briefwire.store.Withdrawals;
import org.briefwire.watch.Metrics;
import org.briefwire.web.Route;
import org.briefwire.web.SendingDoor;

/**
 * One installation, wired: each service is made when it is first asked for, and what was opened is
 * closed in reverse. For one thread; the services are for many.
 */
public final class Installation implements AutoCloseable {
    private static final String DNS_VARIABLE = "BRIEFWIRE_DNS";

    private final Path file;
    private final Config config;
    private final List<Problem> warnings;
    private final InstantSource clock;
    private final Dns dns;
    private final Metrics metrics = new Metrics();
    private final Stop stop = new Stop();
    private Optional<Database> database = Optional.empty();
    private Optional<Press> press = Optional.empty();

    private Installation(Path file, ReadConfig read, InstantSource clock, Dns dns) {
        this.file = file;
        this.config = read.config();
        this.warnings = read.warnings();
        this.clock = clock;
        this.dns = dns;
    }

    /**
     * Reads an installation's config; nothing else is opened yet.
     *
     * @throws org.briefwire.config.ConfigException when anything in the config is wrong
     */
    public static Installation at(
            Path config, Map<String, String> environment, InstantSource clock) {
        var read = new ConfigReader(environment).read(config);
        return new Installation(config, read, clock, dns(environment));
    }

    /** The machine's DNS, or the one that the environment names, or none. */
    private static Dns dns(Map<String, String> environment) {
        var server = environment.getOrDefault(DNS_VARIABLE, "");
        if (server.equals("off")) {
            return Dns.off(DNS_VARIABLE + " is off");
        }
        return server.isEmpty() ? JndiDns.ofMachine() : JndiDns.at(server);
    }

    /** What is counted in this process. */
    Metrics metrics() {
        return metrics;
    }

    /** Where DNS is asked. */
    Dns dns() {
        return dns;
    }

    /** The config file. */
    Path file() {
        return file;
    }

    public Config config() {
        return config;
    }

    /** What the config says that can be lived with, but not well. */
    public List<Problem> warnings() {
        return warnings;
    }

    public InstantSource clock() {
        return clock;
    }

    /**
     * The list of that id.
     *
     * @throws BriefwireException when the config has none
     */
    public NewsList list(ListId id) {
        return config.list(id)
                .orElseThrow(() ->
                        new BriefwireException(
                                "the config has no list '%s'; it has %s"
                                        .formatted(
                                                id,
                                                String.join(
                                                        ", ",
                                                        config.lists().stream()
                                                                .map(l -> l.id().value())
                                                                .toList()))));
    }

    /** The database, opened and brought up to this program's schema. */
    public Database database() {
        var opened = database.orElseGet(() -> Database.open(config.database().url()));
        database = Optional.of(opened);
        return opened;
    }

    /** The stages, wired; opens the database. */
    public Press press() {
        var wired =
                press.orElseGet(() ->
                        new Press(
                                config,
                                database(),
                                new Dispatch.Outside(clock, dns, metrics),
                                stop));
        press = Optional.of(wired);
        return wired;
    }

    /** Scheduler and web server, started; close it before the installation. */
    public Server serve(List<Route> besides) {
        var routes = new ArrayList<>(besides);
        routes.addAll(new SendingDoor(press().dispatch()::trouble).routes());
        return Server.start(this, routes);
    }

    /** Ends what is under way as soon as it may be left. Any thread may say so. */
    public void stop() {
        stop.tell();
    }

    /** Whether every SMTP server is on this machine, so that a rehearsal reaches nobody. */
    public boolean isMailKeptHere() {
        return config.smtp().stream()
                .map(SmtpServer::host)
                .allMatch(host ->
                        host.equals("localhost") || host.startsWith("127.") || host.equals("::1"));
    }

    public Archive archive() {
        return new Archive(database());
    }

    public Editions editions() {
        return new Editions(database());
    }

    /** What was stopped because something is wrong with it. */
    public Stopped stopped() {
        return new Stopped(database());
    }

    /** Editions that wait for a person. */
    public Held held() {
        return new Held(database());
    }

    /** What a person may order about an edition. */
    public EditionOrders orders() {
        return new EditionOrders(database());
    }

    public Withdrawals withdrawals() {
        return new Withdrawals(database());
    }

    public Rejections rejections() {
        return new Rejections(database());
    }

    /** What would be collected from a file or an address. */
    public Peek peek() {
        return Peeks.of(config);
    }

    /** The same where there is no installation. */
    public static Peek peekAnywhere() {
        return Peeks.anywhere();
    }

    public Subscribers subscribers() {
        return new Subscribers(database());
    }

    public Suppressions suppressions() {
        return new Suppressions(database());
    }

    /** Mails that came back, to look at. */
    public ReturnedMailShelf returnedMails() {
        return new ReturnedMailShelf(database());
    }

    public ListPauses listPauses() {
        return new ListPauses(database());
    }

    /** Where mails that come back are taken in. */
    public Returns returns() {
        var mails = new ReturnedMails(database());
        var press = press();
        return new Returns(
                new Returns.Shelf(mails, new Refusals(database())),
                new Evidence(press.links(), config.bounces().address(), mails, clock),
                config.bounces(),
                new EditorsAlarm(
                        config,
                        press.editors(),
                        press.languages().in(config.publication().language())),
                clock);
    }

    public Leave leave() {
        return new Leave(new Subscriptions(database()));
    }

    public Enrol enrol() {
        return new Enrol(subscribers(), new Enrolments(database()), startCursor());
    }

    /** How subscribers choose. */
    public Choose choose() {
        return new Choose(config, new Preferences(database()), startCursor());
    }

    /** What is held of one person. */
    public PersonalData personalData() {
        return new PersonalData(database());
    }

    private StartCursor startCursor() {
        var first = new FirstCursor(editions(), config.publication().zone());
        return (list, cadence, zone, at) ->
                list(list).cadence(cadence).map(known -> first.of(known, zone, at)).orElseThrow();
    }

    /** How strangers join. */
    Join join() {
        var press = press();
        var requests = new JoinRequests(database());
        return new Join(
                config,
                new Join.Parts(
                        new JoinGate(database()),
                        requests,
                        new JoinConfirmations(database()),
                        subscribers(),
                        new JoinBarrier(database()),
                        enrol(),
                        startCursor(),
                        joinMails(press)),
                press.links(),
                clock);
    }

    private JoinMails joinMails(Press with) {
        return new JoinMails(config, with.languages(), with.links(), with.outbox(), with.editors());
    }

    /** How those are asked whom an import put down. */
    public Invite invite() {
        var press = press();
        return new Invite(
                config,
                new Invite.Parts(
                        new InviteOrders(database()),
                        new Invitations(database()),
                        new JoinRequests(database()),
                        joinMails(press)),
                clock);
    }

    /** What of an edition waits for its turn with a provider, a line for each. */
    public List<String> slowly(EditionId edition) {
        return new Slowly(config.pacing(), new Providers(database()))
                .lines(edition, clock.instant());
    }

    /** Forgets what strangers began and did not end, and notices that went out long ago. */
    void forget() {
        var now = clock.instant();
        new JoinRequests(database()).forget(now.minus(Duration.ofDays(1)));
        new JoinGate(database()).forget(now.minus(Duration.ofDays(32)), now);
        new Notices(database()).forget(now.minus(Duration.ofDays(60)));
    }

    /** Why a person got or did not get each mail. */
    public Explain explain() {
        return new Explain(
                config,
                new Explain.Records(
                        subscribers(),
                        new Subscriptions(database()),
                        new Ledger(database()),
                        new Contents(database())));
    }

    public SubscriberImport subscriberImport() {
        return new SubscriberImport(enrol(), subscribers(), suppressions(), imports(), clock);
    }

    /** Imports, and how far each came. */
    public Imports imports() {
        return new Imports(database());
    }

    public ImportUndo importUndo() {
        return new ImportUndo(database());
    }

    public SubscriberExport subscriberExport() {
        return new SubscriberExport(new Exports(database()));
    }

    @Override
    public void close() {
        press.ifPresent(Press::close);
        database.ifPresent(Database::close);
    }
}
