package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.briefwire.deliver.CourierKit.courier;
import static org.briefwire.deliver.CourierKit.handOver;
import static org.briefwire.deliver.CourierKit.many;
import static org.briefwire.deliver.CourierKit.server;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.briefwire.testing.Seeded;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a server answers to whom: each message has one outcome, and it is the true one. */
class AnyServerTest {
    private static final int MESSAGES = 40;

    /** What the server does to a recipient, and which outcomes say that truly. */
    private enum Fate {
        TAKEN("sent"),
        UNKNOWN("failed"),
        BUSY("deferred"),
        NO_DATA("failed"),
        DATA_LATER("deferred"),
        SPAM("failed"),
        FULL("deferred"),
        CLOSES_BEFORE("sent or deferred"),
        DROPS_BEFORE("sent or deferred"),
        CLOSES_AFTER("deferred"),
        DROPS_AFTER("in doubt");

        private final String outcomes;

        Fate(String outcomes) {
            this.outcomes = outcomes;
        }

        void befall(String address, SmtpServerStub stub) {
            switch (this) {
                case TAKEN -> {}
                case UNKNOWN -> stub.on(SmtpMoment.RCPT, address::equals).answers("550 5.1.1 who?");
                case BUSY -> stub.on(SmtpMoment.RCPT, address::equals).answers("450 4.2.1 busy");
                case NO_DATA -> stub.on(SmtpMoment.DATA, address::equals).answers("554 5.7.1 no");
                case DATA_LATER ->
                        stub.on(SmtpMoment.DATA, address::equals).answers("451 4.3.0 no");
                case SPAM -> stub.on(SmtpMoment.END, address::equals).answers("554 5.7.1 spam");
                case FULL -> stub.on(SmtpMoment.END, address::equals).answers("452 4.3.1 full");
                case CLOSES_BEFORE ->
                        stub.on(SmtpMoment.RCPT, address::equals)
                                .times(1)
                                .answersAndHangsUp("421 4.3.2 closing");
                case DROPS_BEFORE -> stub.on(SmtpMoment.DATA, address::equals).times(1).hangsUp();
                case CLOSES_AFTER ->
                        stub.on(SmtpMoment.END, address::equals)
                                .times(1)
                                .answersAndHangsUp("421 4.3.2 closing");
                case DROPS_AFTER -> stub.on(SmtpMoment.END, address::equals).times(1).hangsUp();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"PIPELINING", "8BITMIME"})
    void everyMessageHasTheOutcomeThatTheServerGaveIt(String offered) {
        Seeded.check(
                12,
                (random, seed) -> {
                    try (var stub = SmtpServerStub.start().offering(offered)) {
                        var envelopes = many(MESSAGES);
                        var fates = new HashMap<String, Fate>();
                        for (var envelope : envelopes) {
                            var address = envelope.recipient().toString();
                            var fate =
                                    random.nextInt(3) > 0
                                            ? Fate.TAKEN
                                            : Fate.values()[random.nextInt(Fate.values().length)];
                            fates.put(address, fate);
                            fate.befall(address, stub);
                        }

                        var heard =
                                handOver(
                                        courier(server("main", stub, 1 + random.nextInt(3))),
                                        envelopes);

                        check(stub, fates, heard.outcomes());
                    }
                });
    }

    private static void check(
            SmtpServerStub stub, Map<String, Fate> fates, Map<String, String> outcomes) {
        var kinds = new HashMap<String, String>();
        outcomes.forEach((address, words) -> kinds.put(address, words.split(":", 2)[0]));
        assertThat(kinds).hasSize(MESSAGES);
        assertThat(kinds)
                .allSatisfy((address, kind) ->
                        assertThat(Objects.requireNonNull(fates.get(address)).outcomes)
                                .contains(kind));
        var taken = stub.mails().stream().map(mail -> mail.to().getFirst()).toList();
        assertThat(taken).doesNotHaveDuplicates();
        assertThat(Set.copyOf(taken)).isEqualTo(sent(kinds));
        assertThat(stub.mails())
                .allSatisfy(mail ->
                        assertThat(mail.bytes())
                                .isEqualTo(CourierKit.message(mail.to().getFirst())));
    }

    private static Set<String> sent(Map<String, String> kinds) {
        return kinds.entrySet().stream()
                .filter(entry -> entry.getValue().equals("sent"))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
    }
}
