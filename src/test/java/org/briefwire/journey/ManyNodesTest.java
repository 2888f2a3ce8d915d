package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.briefwire.store.Allotment;
import org.briefwire.store.Database;
import org.briefwire.store.Nodes;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** Three real processes on one PostgreSQL, of which one is killed and one is suspended. */
@ResourceLock("nodes")
@Order(1)
class ManyNodesTest {
    private static final int CONNECTIONS = 8;
    private static final int UNCOMMITTED = 32;

    /** Who gets the first editions. */
    private static final int FEW = 12;

    private static final String SLOT = "\"slot\":\"([^\"]+)\"";

    /** After a kill. */
    private static final Duration TAKEN_OVER = Duration.ofSeconds(15);

    /**
     * When another is suspended at the same time: it may hold a lock of Quartz, which PostgreSQL
     * takes from it after 10 s.
     */
    private static final Duration BOTH_TAKEN_OVER = Duration.ofSeconds(40);

    @TempDir Path folder;

    @Test
    void threeNodesShareTheSendingAndLoseNobodyWithOneKilledAndOneSuspended() throws Exception {
        survive(900, Duration.ofMillis(150));
    }

    @Tag("long")
    @Test
    void threeNodesLoseNobodyOfManyWithOneKilledAndOneSuspended() throws Exception {
        survive(12_000, Duration.ofMillis(50));
    }

    private void survive(int people, Duration slow) throws Exception {
        try (var desk =
                        Desk.live(folder, TestDatabases.Kind.POSTGRESQL, "0/2 * * * * ?")
                                .edit("tls: none", "connections: 8, tls: none");
                var first = Node.of(desk, folder.resolve("first"), slow);
                var second = Node.of(desk, folder.resolve("second"), slow);
                var third = Node.of(desk, folder.resolve("third"), slow);
                var database = Database.open(desk.databaseUrl())) {
            desk.readers(addresses(FEW));
            var all = List.of(first, second, third);
            for (var node : all) {
                node.start();
            }
            within(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(shards(database)).containsExactly(8, 8, 8));

            var checked = desk.run("check").out();
            assertThat(Mail.count(checked, "sends 8 of 24 shards since")).isEqualTo(3);
            for (var slot = 1; slot <= 2; slot++) {
                desk.dropBriefing("Slot " + slot);
                var editions = slot;
                within(Duration.ofSeconds(30)).until(() -> done(desk, FEW) == editions);
            }
            assertThat(messages(all).values()).as("with all alive").containsOnly(1);
            // who joins before the next slot has the last one's news in their first digest
            var last = found(desk, SLOT).getFirst();
            within(Duration.ofSeconds(30)).until(() -> !found(desk, SLOT).getFirst().equals(last));
            desk.readers(addresses(people));
            desk.dropSample();
            within(Duration.ofSeconds(30))
                    .until(() -> all.stream().allMatch(n -> n.sent() >= 2 * FEW + 30));
            // so that each of its connections waits for an answer when it is suspended
            second.answersNothing();
            within(Duration.ofSeconds(30)).until(() -> second.heldBack() == CONNECTIONS);
            first.process().destroyForcibly().waitFor();
            second.signal("STOP");
            second.answers();
            var both = takenOver(database, BOTH_TAKEN_OVER, third);
            within(Duration.ofMinutes(2))
                    .untilAsserted(
                            () -> assertThat(messages(all).size()).isEqualTo(people + 2 * FEW));
            within(Duration.ofSeconds(60)).until(() -> done(desk, people) == 1);

            assertThat(third.said("-%d has been silent for 9 s".formatted(second.process().pid())))
                    .as("the suspended node is named, as 'check' does")
                    .isTrue();
            var before = List.of(second.smtp().begun(), second.sent());
            var ledger = new PostFixture(database).ledger();
            second.signal("CONT");
            within(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(shards(database)).containsExactly(12, 12));

            within(Duration.ofSeconds(30)).until(() -> second.said("outcomes came too late"));
            assertThat(new PostFixture(database).ledger())
                    .as("what the ledger says before and after the suspended node's outcomes")
                    .isEqualTo(ledger);
            assertThat(List.of(second.smtp().begun(), second.sent()))
                    .as("messages begun and sent by the node that was suspended, after it woke")
                    .isEqualTo(before);
            assertThat(repeated(first, second, third))
                    .as("what the killed one had sent, and others sent again")
                    .isLessThanOrEqualTo(CONNECTIONS + UNCOMMITTED);
            assertThat(repeated(second, first, third))
                    .as("what the suspended one had sent, and others sent again")
                    .isLessThanOrEqualTo(CONNECTIONS + UNCOMMITTED);
            assertThat(all)
                    .allSatisfy(n -> assertThat(n.smtp().messageIds().values()).containsOnly(1));
            assertThat(done(desk, people)).isEqualTo(1);
            assertThat(found(desk, "\"number\":(\\w+)")).containsExactly("3", "2", "1");
            // slots with nothing new have no number
            assertThat(found(desk, SLOT)).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();

            first.start();
            within(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(shards(database)).containsExactly(8, 8, 8));
            first.process().destroyForcibly().waitFor();
            var byTwo = takenOver(database, TAKEN_OVER, second, third);
            endsInOrder(second);
            first.start();
            within(Duration.ofSeconds(60))
                    .untilAsserted(() -> assertThat(shards(database)).containsExactly(12, 12));
            first.process().destroyForcibly().waitFor();
            var byOne = takenOver(database, TAKEN_OVER, third);
            System.out.printf(
                    "ManyNodesTest: the shards of a killed and a suspended node were taken over within %d ms, those of a killed one within %d ms by two and within %d ms by one%n",
                    both.toMillis(), byTwo.toMillis(), byOne.toMillis());
            endsInOrder(third);
        }
    }

    private static void endsInOrder(Node node) throws InterruptedException {
        node.process().destroy();
        assertThat(node.process().waitFor(20, TimeUnit.SECONDS)).isTrue();
        assertThat(Optional.of(node.process().exitValue())).contains(0);
    }

    /** After how long these share all shards. */
    private static Duration takenOver(Database database, Duration within, Node... by) {
        var begun = System.nanoTime();
        within(within)
                .untilAsserted(() ->
                        assertThat(by)
                                .allSatisfy(node ->
                                        assertThat(node.has(database, Allotment.SHARDS / by.length))
                                                .as(
                                                        "%s%n%s",
                                                        new Nodes(database).sending(), node.log())
                                                .isTrue()));
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    private static String[] addresses(int people) {
        return IntStream.range(0, people)
                .mapToObj("reader%05d@example.org"::formatted)
                .toArray(String[]::new);
    }

    /** How many editions have come to so many people, and are done. */
    private static int done(Desk desk, int people) {
        return Mail.count(
                desk.done("editions", "list", "--json"),
                "\"state\":\"done\",\"briefings\":1,\"deliveries\":%1$d,\"sent\":%1$d"
                        .formatted(people));
    }

    /** What stands there of each edition, the newest first. */
    private static List<String> found(Desk desk, String pattern) {
        return Pattern.compile(pattern)
                .matcher(desk.done("editions", "list", "--json"))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<Integer> shards(Database database) {
        return new Nodes(database).sending().stream().map(Nodes.Node::shards).sorted().toList();
    }

    private static Map<String, Integer> messages(List<Node> nodes) {
        var all = new HashMap<String, Integer>();
        nodes.forEach(node ->
                node.smtp().messageIds().forEach((id, n) -> all.merge(id, n, Integer::sum)));
        return all;
    }

    /** How many messages of a node came from others too. */
    private static long repeated(Node node, Node... others) {
        var again = messages(List.of(others)).keySet();
        return node.smtp().messageIds().keySet().stream().filter(again::contains).count();
    }

    private static ConditionFactory within(Duration time) {
        return await().atMost(time).pollInterval(Duration.ofMillis(100));
    }
}
