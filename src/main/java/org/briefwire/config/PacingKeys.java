package org.briefwire.config;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The keys of {@code pacing:}, and those of every {@code warm-up:}. */
final class PacingKeys {
    private static final int MOST = 1_000_000_000;

    private static final Key<LocalDate> FROM =
            Key.required("from", Kinds.DATE, "The plan's first day.");
    private static final Key<Integer> MESSAGES =
            Key.required("messages", Kinds.number(1, MOST), "The most messages on the first day.");
    private static final Key<Double> GROWTH =
            Key.defaulted(
                    "growth",
                    Kinds.FACTOR,
                    "1.5",
                    "What each day's number is multiplied by for the next.");
    private static final Key<Integer> UNTIL =
            Key.defaulted(
                    "until",
                    Kinds.number(1, MOST),
                    "100000",
                    "So many a day, and the plan is over: nothing is limited any more.");

    static final Kind.Keys WARM_UP =
            new Kind.Keys("a section of keys", List.of(FROM, MESSAGES, GROWTH, UNTIL));

    private static final Key<String> ID =
            Key.required(
                    "id",
                    Kinds.ID,
                    "Its name. `gmail`, `microsoft`, `yahoo`, `apple`, `gmx`, `proton`, `mailru` and"
                            + " `yandex` are known.");
    private static final Key<List<String>> DOMAINS =
            Key.derived(
                    "domains",
                    Kinds.listOf(Kinds.HOST_PATTERN),
                    "those of a known one; else none",
                    "The recipients' domains. One that is not known needs them, or `mx`.");
    private static final Key<List<String>> MX =
            Key.derived(
                    "mx",
                    Kinds.listOf(Kinds.HOST_PATTERN),
                    "those of a known one; else none",
                    "The hosts that take its mail: a domain whose first MX record names one belongs"
                            + " to it.");
    private static final Key<Limit> PROVIDER_RATE =
            Key.derived(
                    "rate",
                    Kinds.RATE_KIND,
                    "as fast as it takes them",
                    "The most messages, over all servers and nodes.");
    private static final Key<Integer> CONNECTIONS =
            Key.derived(
                    "connections",
                    Kinds.number(1, 1000),
                    "no limit",
                    "The most messages at a time.");
    private static final Key<Integer> PER_CONNECTION =
            Key.derived(
                    "messages-per-connection",
                    Kinds.number(1, MOST),
                    "no limit",
                    "After so many the connection that they came by ends.");

    private static final Key<Limit> RATE =
            Key.derived(
                    "rate",
                    Kinds.RATE_KIND,
                    "as fast as the servers take them",
                    "The most messages, over all servers and nodes together.");
    static final Key<Section> ALL_WARM_UP =
            Key.derived(
                    "warm-up",
                    WARM_UP,
                    "none",
                    "How many messages a day a sender whom nobody knows yet may send, over all"
                            + " servers; notices are counted and never held.");
    private static final Key<List<Section>> PROVIDERS =
            Key.derived(
                    "providers",
                    new Kind.ManyKeys(
                            "a list of mailbox providers",
                            new Kind.Keys(
                                    "a section of keys",
                                    List.of(
                                            ID,
                                            DOMAINS,
                                            MX,
                                            PROVIDER_RATE,
                                            CONNECTIONS,
                                            PER_CONNECTION))),
                    "no limits",
                    "Who is sent to more slowly; who asks for less by a reply gets less without"
                            + " this.");

    static final Kind.Keys KIND =
            new Kind.Keys("a section of keys", List.of(RATE, ALL_WARM_UP, PROVIDERS));

    private PacingKeys() {}

    static Pacing read(Section section) {
        var providers = section.get(PROVIDERS);
        Unique.ids(providers, ID);
        return new Pacing(
                section.find(RATE),
                warmUp(section, ALL_WARM_UP),
                providers.stream().map(PacingKeys::provider).toList());
    }

    static Optional<WarmUp> warmUp(Section parent, Key<Section> key) {
        if (!parent.has(key)) {
            return Optional.empty();
        }
        var section = parent.child(key);
        return Optional.of(
                new WarmUp(
                        section.get(FROM),
                        section.get(MESSAGES),
                        section.get(GROWTH),
                        section.get(UNTIL)));
    }

    private static ProviderPace provider(Section section) {
        var id = section.get(ID);
        var known = KnownProviders.find(id);
        var domains = section.find(DOMAINS).or(() -> known.map(ProviderPace::domains));
        var mx = section.find(MX).or(() -> known.map(ProviderPace::mx));
        if (section.has(ID) && isEmpty(domains) && isEmpty(mx)) {
            section.error(
                    ID,
                    "'%s' is no provider that is known; write 'domains: [example.com]' or 'mx: [\"*.example.net\"]' beside it"
                            .formatted(id));
        }
        return new ProviderPace(
                id,
                domains.orElse(List.of()),
                mx.orElse(List.of()),
                section.find(PROVIDER_RATE),
                number(section, CONNECTIONS),
                number(section, PER_CONNECTION));
    }

    private static boolean isEmpty(Optional<List<String>> patterns) {
        return patterns.orElse(List.of()).isEmpty();
    }

    static OptionalInt number(Section section, Key<Integer> key) {
        return section.find(key).stream().mapToInt(Integer::intValue).findFirst();
    }
}
