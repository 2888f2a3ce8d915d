package org.briefwire.edition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.DeliveryState;
import org.briefwire.model.Depth;
import org.briefwire.model.EditionId;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Omission;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.TopicId;
import org.briefwire.model.Topics;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.Deliveries;
import org.briefwire.store.DeliveryOutcome;
import org.briefwire.store.DeliveryOutcome.Doubt;
import org.briefwire.store.DueDelivery;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Inspection;
import org.briefwire.store.JoinConfirmations;
import org.briefwire.store.JoinRequests;
import org.briefwire.store.StoreFixture;
import org.briefwire.store.Subscriptions;
import org.briefwire.store.Withdrawals;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.Seeds;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever is published whenever, whatever readers change, however long the machine is down and
 * however often a trigger fires: every briefing that a reader wanted all along arrives exactly
 * once, one that they never wanted never, and no mail is empty.
 */
@Order(1)
class ExactlyOnceTest {
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final List<String> CADENCES = List.of("daily", "weekly", "often", "instant");
    private static final List<String> ZONES =
            List.of("", "Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia");
    private static final List<TopicId> TOPICS =
            Stream.of("world", "sport", "art", "tech").map(TopicId::new).toList();
    private static final int STEPS = 40;
    private static final CourierId COURIER = new CourierId(1);

    @TempDir Path folder;

    /** How busy a life is, and how many kinds of things happen in it. */
    private enum Bustle {
        QUIET(6, 1, 18),
        BUSY(20, 3, 25);

        private final int readers;
        private final int briefingsAtOnce;
        private final int kinds;

        Bustle(int readers, int briefingsAtOnce, int kinds) {
            this.readers = readers;
            this.briefingsAtOnce = briefingsAtOnce;
            this.kinds = kinds;
        }
    }

    static Stream<Arguments> runs() {
        return lives(6, 2);
    }

    static Stream<Arguments> manyRuns() {
        return lives(200, 60);
    }

    private static Stream<Arguments> lives(int onSqlite, int onPostgresql) {
        return Stream.concat(
                Seeds.of(onSqlite).stream().map(s -> Arguments.of(TestDatabases.Kind.SQLITE, s)),
                Seeds.of(onPostgresql).stream()
                        .map(s -> Arguments.of(TestDatabases.Kind.POSTGRESQL, s)));
    }

    @ParameterizedTest
    @MethodSource("runs")
    void everyBriefingReachesEveryReaderWhoWantsItExactlyOnce(TestDatabases.Kind kind, long seed) {
        live(kind, seed, Bustle.BUSY);
    }

    /** Got something twice, by a cancelled edition or a withdrawal, or waited for ever. */
    @ParameterizedTest
    @ValueSource(longs = {20_261_123_079L, 20_261_123_125L, 20_261_123_027L, 20_261_123_011L})
    void soDoThoseWhoOnceDidNot(long seed) {
        live(TestDatabases.Kind.SQLITE, seed, Bustle.QUIET);
    }

    @Tag("long")
    @Execution(ExecutionMode.CONCURRENT)
    @ParameterizedTest
    @MethodSource("manyRuns")
    void andSoOverManyLives(TestDatabases.Kind kind, long seed) {
        live(kind, seed, Bustle.BUSY);
    }

    private void live(TestDatabases.Kind kind, long seed, Bustle bustle) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var life = new Life(database, Seeds.random(seed), bustle);
            for (var step = 0; step < STEPS; step++) {
                life.step();
            }
            life.publishAtLeastOnce();
            life.settle();
            life.check();
            System.out.printf("%s, seed %d: %s%n", kind, seed, life);
        }
    }

    /** What a reader has wanted since they joined, the first time and the last. */
    private static final class Reader {
        final long firstJoinedAt;
        final Set<Topics> choices = new HashSet<>();
        final List<Instant> pauses = new ArrayList<>();
        long joinedAt;
        boolean hasLeft;

        Reader(long joinedAt, Topics first) {
            this.firstJoinedAt = joinedAt;
            this.joinedAt = joinedAt;
            choices.add(first);
        }

        void rejoin(long at, Topics wanted) {
            joinedAt = at;
            hasLeft = false;
            choices.add(wanted);
        }

        /** Whether it came before they joined the last time, but not before the first. */
        boolean wereAway(long release) {
            return release > firstJoinedAt && release <= joinedAt;
        }
    }

    private record Published(long release, boolean quiet, List<TopicId> topics) {}

    private static final class Life {
        private final Database database;
        private final Random random;
        private final Bustle bustle;
        private final StoreFixture store;
        private final MovableClock clock;
        private final EditionMaker maker;
        private final EditionOrders orders;
        private final Withdrawals withdrawals;
        private final Subscriptions subscriptions;
        private final JoinRequests requests;
        private final JoinConfirmations confirmations;
        private final Deliveries deliveries;
        private final List<DueDelivery> underWay = new ArrayList<>();
        private final Set<BriefingId> withdrawn = new HashSet<>();
        private final NewsList list;
        private final Map<SubscriptionId, Reader> readers = new LinkedHashMap<>();
        private final Map<BriefingId, Published> published = new LinkedHashMap<>();

        Life(Database database, Random random, Bustle bustle) {
            this.database = database;
            this.random = random;
            this.bustle = bustle;
            this.store = new StoreFixture(database);
            // close to a clock change in one year or the other
            var start =
                    Instant.parse("2026-03-20T00:00:00Z")
                            .plus(Duration.ofDays(random.nextInt(5) * 180L))
                            .plusSeconds(random.nextInt(86_400));
            this.clock = new MovableClock(start);
            this.maker = new TestRenderer().maker(database, BERLIN, clock);
            this.orders = new EditionOrders(database);
            this.withdrawals = new Withdrawals(database);
            this.subscriptions = new Subscriptions(database);
            this.requests = new JoinRequests(database);
            this.confirmations = new JoinConfirmations(database);
            this.deliveries = new Deliveries(database);
            this.list = list(random);
            maker.see(List.of(list));
            for (var i = 0; i < bustle.readers; i++) {
                join();
            }
        }

        private static NewsList list(Random random) {
            var perReader =
                    random.nextBoolean() ? Cadence.Clock.SUBSCRIBER : Cadence.Clock.PUBLICATION;
            return new NewsList(
                    new ListId("brief"),
                    "Brief",
                    "",
                    random.nextBoolean() ? List.of() : TOPICS.subList(0, 3),
                    oneOf(random, List.of(NewsList.Approval.values())),
                    List.of(
                            new Cadence(new CadenceId("daily"), "0 30 2 ? * *", perReader),
                            new Cadence(
                                    new CadenceId("weekly"),
                                    "0 0 7 ? * MON",
                                    Cadence.Clock.PUBLICATION),
                            new Cadence(new CadenceId("often"), "0 0/20 * ? * *", perReader),
                            new Cadence(new CadenceId("instant"), "", Cadence.Clock.PUBLICATION)),
                    NewsList.Visibility.PUBLIC,
                    Mailbox.parse("desk@example.org"),
                    "en");
        }

        void step() {
            switch (random.nextInt(bustle.kinds)) {
                case 0, 1 -> join();
                case 2, 3, 4 -> publishSome();
                case 5 -> withReader(this::changeChoice);
                case 6 -> withReader(this::changeCadence);
                case 7 -> withReader(id -> store.changeZone(id, oneOf(ZONES)));
                case 17 -> withReader(this::pause);
                case 8 -> clock.advance(Duration.ofDays(random.nextInt(9)));
                case 9 -> approve();
                case 10 -> cancel();
                case 11 -> sendAll();
                case 12, 13 -> correct();
                case 15 -> withdraw();
                case 14 -> withReader(id -> store.changeBreaking(id, random.nextBoolean()));
                case 18 -> withReader(this::leave);
                case 19 -> withReader(this::rejoin);
                case 20, 21 -> handOver();
                case 22 -> crash();
                case 23 -> withEdition(edition -> orders.retry(edition, clock.instant()));
                case 24 -> withEdition(this::pauseOrResume);
                default -> maker.makeNow(List.of(list));
            }
            clock.advance(Duration.ofSeconds(random.nextInt(9 * 3600)));
            for (var trigger = random.nextInt(3); trigger > 0; trigger--) {
                maker.makeDue(List.of(list));
            }
        }

        private void join() {
            var topics = topics();
            var joining =
                    new StoreFixture.Joining(
                            "brief",
                            oneOf(CADENCES),
                            oneOf(ZONES),
                            new Choice(oneOf(List.of(Depth.values())), topics, ""),
                            clock.instant());
            var reader = store.join(joining);
            store.changeBreaking(reader, random.nextBoolean());
            readers.put(reader, new Reader(store.head(), topics));
        }

        private void publishSome() {
            var more = bustle.briefingsAtOnce == 1 ? 0 : random.nextInt(bustle.briefingsAtOnce);
            for (var briefing = 0; briefing <= more; briefing++) {
                publish();
            }
        }

        private void publish() {
            var quiet = random.nextInt(6) == 0;
            var topics = TOPICS.stream().filter(topic -> random.nextInt(3) == 0).toList();
            var urgent = !quiet && random.nextInt(3) == 0;
            var id =
                    urgent
                            ? store.releaseUrgent(topics, clock.instant())
                            : store.release(topics, quiet, clock.instant());
            published.put(id, new Published(store.head(), quiet, topics));
        }

        private void withdraw() {
            if (published.isEmpty() || random.nextBoolean()) {
                return;
            }
            var briefing = oneOf(new ArrayList<>(published.keySet()));
            withdrawals.withdraw(
                    store.texts("SELECT slug FROM briefing WHERE id = " + briefing).getFirst(),
                    "Not ours.",
                    clock.instant());
            withdrawn.add(briefing);
        }

        private void correct() {
            var those = new ArrayList<>(published.keySet());
            those.removeAll(withdrawn);
            if (!those.isEmpty()) {
                var briefing = oneOf(those);
                store.correct(briefing, random.nextInt(3) == 0, clock.instant());
            }
        }

        private void changeChoice(SubscriptionId id) {
            var topics = topics();
            var depth = oneOf(List.of(Depth.values()));
            store.changeChoice(id, new Choice(depth, topics, oneOf(List.of("", "de"))));
            store.recordChange(id, clock.instant());
            reader(id).choices.add(topics);
        }

        private void changeCadence(SubscriptionId id) {
            store.changeCadence(id, oneOf(CADENCES));
            store.recordChange(id, clock.instant());
        }

        /** For some days; one that ended already ends another. */
        private void pause(SubscriptionId id) {
            var until = clock.instant().plus(Duration.ofDays(random.nextInt(20) - 5));
            store.pause(id, until, clock.instant());
            reader(id).pauses.add(until);
        }

        private Reader reader(SubscriptionId id) {
            return Objects.requireNonNull(readers.get(id));
        }

        private void leave(SubscriptionId id) {
            subscriptions.unsubscribe(id, "a link", clock.instant());
            reader(id).hasLeft = true;
        }

        /** By the form and its confirmation, as anybody joins. */
        private void rejoin(SubscriptionId id) {
            var reader = reader(id);
            if (!reader.hasLeft) {
                return;
            }
            var address =
                    store.texts(
                                    """
                                    SELECT r.address FROM subscriber r
                                    JOIN subscription s ON s.subscriber = r.id WHERE s.id = %s
                                    """
                                            .formatted(id))
                            .getFirst();
            var wanted = topics();
            var wish =
                    new JoinRequests.Wish(
                            list.id(),
                            new CadenceId(oneOf(CADENCES)),
                            oneOf(List.of(Depth.values())),
                            wanted);
            var request =
                    requests.keep(
                            new JoinRequests.Request(
                                    EmailAddress.parse(address),
                                    clock.instant(),
                                    clock.instant().plus(Duration.ofDays(7)),
                                    "page",
                                    "en",
                                    "Yes.",
                                    List.of(wish)));
            confirmations.confirm(
                    request,
                    List.of(new JoinConfirmations.Grant(wish, store.head(), Optional.empty())),
                    "the confirmation link",
                    clock.instant());
            reader.rejoin(store.head(), wanted);
        }

        private Topics topics() {
            return oneOf(
                    List.of(
                            Topics.ALL,
                            Topics.ALL,
                            Topics.ofWord("sport"),
                            Topics.ofWord("art world"),
                            Topics.ofWord("tech")));
        }

        private void withReader(Consumer<SubscriptionId> change) {
            if (!readers.isEmpty()) {
                change.accept(oneOf(new ArrayList<>(readers.keySet())));
            }
        }

        /** A life in which nothing was published would prove nothing. */
        void publishAtLeastOnce() {
            if (published.isEmpty()) {
                publish();
            }
        }

        /** Lets two weeks pass, so that every cadence has had its turn in every zone. */
        void settle() {
            record();
            for (var edition : editions("SELECT id FROM edition ORDER BY id")) {
                orders.resume(edition, clock.instant());
                orders.retry(edition, clock.instant());
            }
            sendAll();
            // no multiple of twenty minutes: the machine looks at other times than the slots
            for (var look = 0; look < 60; look++) {
                clock.advance(Duration.ofMinutes(347));
                maker.makeDue(List.of(list));
                approve();
                sendAll();
            }
        }

        /** Lets what is held go out. */
        private void approve() {
            for (var edition :
                    editions("SELECT edition FROM wave WHERE outcome = 'held' ORDER BY id")) {
                orders.approve(edition, clock.instant());
            }
            maker.makeBegun(List.of(list));
        }

        private void cancel() {
            // an instant edition's news wait for a release that may never come
            var sealed =
                    editions(
                            "SELECT id FROM edition WHERE number IS NOT NULL"
                                    + " AND cadence <> 'instant' ORDER BY id");
            if (!sealed.isEmpty()) {
                orders.cancel(oneOf(sealed), clock.instant());
            }
        }

        private void withEdition(Consumer<EditionId> order) {
            var editions = editions("SELECT id FROM edition ORDER BY id");
            if (!editions.isEmpty()) {
                order.accept(oneOf(editions));
            }
        }

        private void pauseOrResume(EditionId edition) {
            if (random.nextBoolean()) {
                orders.pause(edition, clock.instant());
            } else {
                orders.resume(edition, clock.instant());
            }
        }

        /** Claims some of what is due; what became of it is known at once, or only later. */
        private void handOver() {
            record();
            var some = 1 + random.nextInt(30);
            underWay.addAll(deliveries.claimDue(COURIER, clock.instant(), some).due());
            if (random.nextBoolean()) {
                record();
            }
        }

        private void record() {
            deliveries.recordOutcomes(COURIER, underWay.stream().map(this::outcome).toList());
            underWay.clear();
            deliveries.finishEditions();
        }

        private DeliveryOutcome outcome(DueDelivery delivery) {
            return switch (random.nextInt(8)) {
                case 0, 1 ->
                        outcome(
                                delivery,
                                DeliveryState.DEFERRED,
                                Doubt.NONE,
                                clock.instant().plus(Duration.ofHours(1 + random.nextInt(60))));
                case 2, 3 -> outcome(delivery, DeliveryState.FAILED, Doubt.NONE, clock.instant());
                case 4 -> outcome(delivery, DeliveryState.FAILED, Doubt.IN_DOUBT, clock.instant());
                default -> outcome(delivery, DeliveryState.SENT, Doubt.NONE, clock.instant());
            };
        }

        private static DeliveryOutcome outcome(
                DueDelivery delivery, DeliveryState state, Doubt doubt, Instant at) {
            return new DeliveryOutcome(
                    delivery.edition(), delivery.subscription(), state, doubt, "mx", "", at);
        }

        /** What was under way when the courier died is due again: nobody heard of it. */
        private void crash() {
            underWay.clear();
            store.update(
                    """
                    UPDATE delivery SET state = 'pending', owner = NULL WHERE state = 'sending'
                    """);
        }

        private void sendAll() {
            record();
            var claimed = deliveries.claimDue(COURIER, clock.instant(), 500);
            while (!claimed.due().isEmpty() || claimed.cancelled() > 0) {
                deliveries.recordOutcomes(
                        COURIER,
                        claimed.due().stream()
                                .map(due ->
                                        outcome(
                                                due,
                                                DeliveryState.SENT,
                                                Doubt.NONE,
                                                clock.instant()))
                                .toList());
                claimed = deliveries.claimDue(COURIER, clock.instant(), 500);
            }
            deliveries.finishEditions();
        }

        private List<EditionId> editions(String sql) {
            return store.texts(sql).stream().map(id -> new EditionId(Long.parseLong(id))).toList();
        }

        void check() {
            readers.forEach((id, reader) -> {
                var received = received(id);
                published.forEach((briefing, what) -> {
                    if (withdrawn.contains(briefing)) {
                        return; // who had it has it: Ledger.TAKEN_BACK looks after the others
                    }
                    if (reader.wereAway(what.release())) {
                        return; // had it before they left, or never
                    }
                    var omission = omission(reader, what);
                    if (omission.isEmpty()
                            && !reader.choices.stream().allMatch(c -> c.want(what.topics()))) {
                        return; // they changed their mind about it: either is right
                    }
                    if (omission.isEmpty() && !reader.hasLeft && !isOfAPause(reader, what)) {
                        assertThat(received).contains(briefing);
                    }
                    if (omission.isPresent()) {
                        assertThat(received).as("%s", omission).doesNotContain(briefing);
                    }
                });
            });
            assertThat(
                            store.number(
                                    """
                                    SELECT COUNT(*) FROM delivery d WHERE NOT EXISTS (
                                        SELECT 1 FROM content_item i WHERE i.content = d.content)
                                    """))
                    .isZero();
            assertThat(store.number("SELECT COUNT(*) FROM wave WHERE outcome = 'open'")).isZero();
            for (var wrong : List.of(Ledger.REPEATS, Ledger.UNASKED, Ledger.TAKEN_BACK)) {
                assertThat(store.texts(wrong)).as(wrong).isEmpty();
            }
            readers.forEach((id, reader) ->
                    assertThat(store.texts(Ledger.UNCORRECTED))
                            .filteredOn(text -> text.startsWith(id + " "))
                            .filteredOn(text -> !reader.wereAway(correction(text).release()))
                            .allSatisfy(text ->
                                    assertThat(isOfAPause(reader, correction(text)))
                                            .as(text)
                                            .isTrue()));
            assertThat(new Inspection(database).gaps(clock.instant()))
                    .as("the audit of a sound life")
                    .isEmpty();
        }

        @Override
        public String toString() {
            return "%d briefings, %d corrections, %d withdrawn, %d readers, %d editions, %d deliveries; nothing lost, repeated or unasked"
                    .formatted(
                            published.size(),
                            store.number("SELECT COUNT(*) FROM release WHERE kind = 'correction'"),
                            withdrawn.size(),
                            readers.size(),
                            store.number("SELECT COUNT(*) FROM edition"),
                            store.number("SELECT COUNT(*) FROM delivery"));
        }

        private static Published correction(String text) {
            var release = Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
            return new Published(release, false, List.of());
        }

        /** Whether a wave that came due in one of their pauses had it. */
        private boolean isOfAPause(Reader reader, Published what) {
            return reader.pauses.stream()
                    .anyMatch(until ->
                            store.number(
                                            "SELECT COUNT(*) FROM wave WHERE due < %d AND cutoff >= %d"
                                                    .formatted(
                                                            until.toEpochMilli(), what.release()))
                                    > 0);
        }

        /** What was made for a reader and not stopped. */
        private Set<BriefingId> received(SubscriptionId id) {
            return store
                    .texts(
                            """
                            SELECT i.briefing FROM delivery d
                            JOIN content_item i ON i.content = d.content
                            WHERE d.subscription = %d AND d.state <> 'cancelled'
                            """
                                    .formatted(id.value()))
                    .stream()
                    .map(briefing -> new BriefingId(Long.parseLong(briefing)))
                    .collect(Collectors.toSet());
        }

        /** Why a reader is not to get it, of the list that the design gives (rule 14). */
        private Optional<Omission> omission(Reader reader, Published what) {
            if (what.release() <= reader.joinedAt) {
                return Optional.of(Omission.BEFORE_JOINING);
            }
            if (what.quiet()) {
                return Optional.of(Omission.QUIET);
            }
            if (!list.carries(what.topics())) {
                return Optional.of(Omission.OTHER_LIST);
            }
            return reader.choices.stream().noneMatch(choice -> choice.want(what.topics()))
                    ? Optional.of(Omission.NOT_CHOSEN)
                    : Optional.empty();
        }

        private <T> T oneOf(List<T> values) {
            return oneOf(random, values);
        }

        private static <T> T oneOf(Random random, List<T> values) {
            return values.get(random.nextInt(values.size()));
        }
    }
}
