package org.briefwire.config;

import java.time.Duration;
import java.util.List;
import org.briefwire.config.Joining.Proof;

/** The keys of {@code joining:}. */
final class JoiningKeys {
    private static final Key<Limit> PER_CLIENT =
            Key.defaulted(
                    "per-client",
                    Kinds.LIMIT,
                    "20/h",
                    "The most sign-ups from one client's address (of IPv6 the first half).");
    private static final Key<Limit> PER_ADDRESS =
            Key.defaulted(
                    "per-address",
                    Kinds.LIMIT,
                    "3/d",
                    "The most mails to one person, whatever dots and `+tags` their address has;"
                            + " never two within ten minutes.");
    private static final Key<Limit> OVER_ALL =
            Key.defaulted("over-all", Kinds.LIMIT, "1000/h", "The most sign-ups of everybody.");
    private static final Key<Duration> FILL_TIME =
            Key.defaulted(
                    "fill-time",
                    Kinds.DURATION_KIND,
                    "2s",
                    "How long a person takes to fill the form, at the least; who is faster is asked"
                            + " once more.");
    private static final Key<Boolean> PROOF =
            Key.defaulted(
                    "proof-of-work",
                    Kinds.TRUTH,
                    "false",
                    "`true`: a browser works for a second before it may ask (Altcha's protocol,"
                            + " served from here); the form then needs script.");
    private static final Key<Integer> EFFORT =
            Key.defaulted(
                    "effort",
                    Kinds.number(1_000, 10_000_000),
                    "50000",
                    "How many attempts that work takes at the most.");

    static final Kind.Keys KIND =
            new Kind.Keys(
                    "a section of keys",
                    List.of(PER_CLIENT, PER_ADDRESS, OVER_ALL, FILL_TIME, PROOF, EFFORT));

    private JoiningKeys() {}

    static Joining read(Section section) {
        return new Joining(
                section.get(PER_CLIENT),
                section.get(PER_ADDRESS),
                section.get(OVER_ALL),
                section.get(FILL_TIME),
                section.get(PROOF) ? Proof.WORK : Proof.NONE,
                section.get(EFFORT));
    }
}
