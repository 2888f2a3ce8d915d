package org.briefwire.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * What can't be run here, reckoned second by second: a daily list of 100 million subscribers on
 * many nodes. What a message, a row and a commit cost is measured ({@code bench/scale}, {@code
 * bench/send}); what mail servers and machines are like is assumed, and said.
 */
public final class ScaleModel {
    private static final int DAY = 24 * 60 * 60;
    private static final int TAKEN_OVER = 11;
    private static final int NODES_CORES = 4;
    private static final int CONNECTIONS = 250;
    private static final int SEVEN = 7 * 60;
    private static final int[] SHARES_OF_24 = {1, 2, 3, 4, 6, 8, 12, 24};

    /** Minutes from UTC, and how many of a hundred subscribers live there: assumed. */
    private static final Map<Integer, Integer> ZONES = zones();

    private final Map<String, Double> facts;

    /** What there can be too little of. */
    private enum Resource {
        PROCESSORS("the nodes' processors"),
        COMMITS("one committer a node"),
        CONNECTIONS("connections"),
        SERVERS("mail servers"),
        DATABASE("PostgreSQL's processors"),
        MAKING("making the deliveries");

        private final String words;

        Resource(String words) {
            this.words = words;
        }
    }

    private ScaleModel(Map<String, Double> facts) {
        this.facts = facts;
    }

    private static Map<Integer, Integer> zones() {
        var zones = new TreeMap<Integer, Integer>();
        var each =
                new int[][] {
                    {-8, 6}, {-7, 3}, {-6, 8}, {-5, 14}, {-4, 3}, {-3, 6}, {0, 7}, {1, 18},
                    {2, 8}, {3, 6}, {4, 2}, {5, 9}, {7, 2}, {8, 4}, {9, 3}, {10, 1}
                };
        for (var zone : each) {
            zones.put(zone[0] * 60, zone[1]);
        }
        return zones;
    }

    /** The measured figures; each can be given anew. */
    private static Map<String, Double> measured() {
        var facts = new TreeMap<String, Double>();
        facts.put("subscribers", 100e6);
        facts.put("message.micros", 130.0);
        facts.put("signing.micros", 93.0);
        facts.put("message.octets", 25_900.0);
        facts.put("made.rate", 29_000.0);
        facts.put("recorded.rate", 1_800.0);
        facts.put("database.micros", 285.0);
        facts.put("database.cores", 16.0);
        facts.put("log.octets", 2_650.0);
        facts.put("delivery.octets", 296.0);
        facts.put("person.octets", 492.0);
        facts.put("server.rate", 700.0);
        facts.put("servers", 20.0);
        return facts;
    }

    /**
     * Reckons and prints.
     *
     * @param arguments figures other than the measured ones, such as 'recorded.rate=2400'
     */
    public static void main(String... arguments) {
        var facts = measured();
        for (var argument : arguments) {
            var both = argument.split("=", 2);
            if (both.length < 2 || !facts.containsKey(both[0])) {
                throw new IllegalArgumentException(argument + ": one of " + facts.keySet());
            }
            facts.put(both[0], Double.parseDouble(both[1]));
        }
        System.out.println("with " + facts);
        var model = new ScaleModel(facts);
        model.nodesFor(10_000);
        model.days();
        model.rows();
    }

    private double fact(String name) {
        return facts.getOrDefault(name, 0.0);
    }

    private Map<Resource, Double> capacities(int nodes, double secondsAMessage) {
        var micros = fact("message.micros") + fact("signing.micros");
        var capacities = new EnumMap<Resource, Double>(Resource.class);
        capacities.put(Resource.PROCESSORS, nodes * NODES_CORES * 1e6 / micros);
        capacities.put(Resource.COMMITS, nodes * fact("recorded.rate"));
        capacities.put(Resource.CONNECTIONS, nodes * CONNECTIONS / secondsAMessage);
        capacities.put(Resource.SERVERS, fact("servers") * fact("server.rate"));
        capacities.put(Resource.DATABASE, fact("database.cores") * 1e6 / fact("database.micros"));
        return capacities;
    }

    private static Resource scarcest(Map<Resource, Double> capacities) {
        return capacities.entrySet().stream()
                .min(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .orElseThrow();
    }

    private void nodesFor(int rate) {
        System.out.printf(
                Locale.ROOT,
                "%nTo send %,d a second, with one node lost (of %d cores, %d connections each):%n",
                rate,
                NODES_CORES,
                CONNECTIONS);
        System.out.printf(
                "%12s %6s %10s %12s  %s%n", "a message", "nodes", "msg/s", "one lost", "scarcest");
        for (var seconds : new double[] {0.02, 0.1, 0.2, 0.5}) {
            for (var nodes : SHARES_OF_24) {
                var whole = capacities(nodes, seconds);
                var lessOne = capacities(nodes - 1, seconds);
                var least = lessOne.getOrDefault(scarcest(lessOne), 0.0);
                if (least >= rate || nodes == 24) {
                    var scarcest = scarcest(whole);
                    System.out.printf(
                            Locale.ROOT,
                            "%9.0f ms %6d %,10.0f %,12.0f  %s%n",
                            seconds * 1000,
                            nodes,
                            whole.getOrDefault(scarcest, 0.0),
                            least,
                            scarcest.words);
                    break;
                }
            }
        }
        System.out.printf(
                Locale.ROOT,
                "network %.1f Gbit/s, log %.0f MB/s, commits %.0f/s at least, PostgreSQL %.1f cores, database sessions %d for 8 nodes%n",
                rate * fact("message.octets") * 8 / 1e9,
                rate * fact("log.octets") / 1e6,
                rate / 32.0,
                rate * fact("database.micros") / 1e6,
                8 * 24);
    }

    /** A wave: when it is due, whom it goes to, and how far it is. */
    private static final class Wave {
        private final int due;
        private final double people;
        private double made;
        private double sent;
        private int over;

        Wave(int due, double people) {
            this.due = due;
            this.people = people;
        }
    }

    private void days() {
        System.out.printf(
                "%n%-44s %10s %12s %11s  %s%n",
                "a day of one edition for each",
                "peak msg/s",
                "largest wave",
                "its last",
                "most often scarce");
        day("07:00 where each lives, 8 nodes, 100 ms", byZone(), 8, false);
        day("the same, a node killed in the largest wave", byZone(), 8, true);
        day("the same, 6 nodes", byZone(), 6, false);
        day(
                "07:00 in one zone, 8 nodes, 100 ms",
                List.of(new Wave(0, fact("subscribers"))),
                8,
                false);
        day("the same, 24 nodes", List.of(new Wave(0, fact("subscribers"))), 24, false);
    }

    private List<Wave> byZone() {
        var waves = new ArrayList<Wave>();
        ZONES.forEach((offset, percent) ->
                waves.add(
                        new Wave(
                                Math.floorMod((SEVEN - offset) * 60, DAY),
                                fact("subscribers") * percent / 100)));
        waves.sort((one, other) -> Integer.compare(one.due, other.due));
        return waves;
    }

    /**
     * Waves are made one after another, by one node; what is made is sent, the longest due first.
     */
    private void day(String words, List<Wave> waves, int nodes, boolean kills) {
        var largest = waves.stream().reduce((a, b) -> a.people >= b.people ? a : b).orElseThrow();
        var scarce = new EnumMap<Resource, Integer>(Resource.class);
        var peak = 0.0;
        for (var second = 0; second < 3 * DAY; second++) {
            var now = second;
            var lost = kills && now >= largest.due + 60;
            var waiting = kills && now >= largest.due + 60 && now < largest.due + 60 + TAKEN_OVER;
            make(waves, now);
            var capacities = capacities(lost ? nodes - 1 : nodes, 0.1);
            var scarcest = scarcest(capacities);
            // until others have them, the lost one's shards stand still
            var left =
                    capacities.getOrDefault(scarcest, 0.0) * (waiting ? (nodes - 1.0) / nodes : 1);
            var sent = 0.0;
            for (var wave : waves) {
                var some = Math.min(left - sent, wave.made - wave.sent);
                wave.sent += some;
                sent += some;
                if (wave.over == 0 && wave.sent >= wave.people - 1) {
                    wave.over = now;
                }
            }
            if (sent > 0) {
                scarce.merge(sent < left - 1 ? Resource.MAKING : scarcest, 1, Integer::sum);
            }
            peak = Math.max(peak, sent);
            if (waves.stream().allMatch(wave -> wave.over > 0)) {
                break;
            }
        }
        var most =
                scarce.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(entry -> entry.getKey().words)
                        .orElse("");
        System.out.printf(
                Locale.ROOT,
                "%-44s %,10.0f %,10.1f M %7d min  %s%n",
                words,
                peak,
                largest.people / 1e6,
                (largest.over - largest.due) / 60,
                most);
    }

    private void make(List<Wave> waves, int now) {
        var left = fact("made.rate");
        for (var wave : waves) {
            if (wave.due <= now && wave.made < wave.people && left > 0) {
                var some = Math.min(left, wave.people - wave.made);
                wave.made += some;
                left -= some;
            }
        }
    }

    private void rows() {
        var people = fact("subscribers");
        System.out.printf(
                Locale.ROOT,
                "%nOn disk: people %.0f GB; an edition %.0f GB and as much of dead rows until vacuum; its log %.0f GB;"
                        + " a daily list %.0f GB and %.1f billion rows a month, so a partition every %.1f days to stay at 100 million rows%n",
                people * fact("person.octets") / 1e9,
                people * fact("delivery.octets") / 1e9,
                people * fact("log.octets") / 1e9,
                30 * people * fact("delivery.octets") / 1e9,
                30 * people / 1e9,
                100e6 / people);
    }
}
