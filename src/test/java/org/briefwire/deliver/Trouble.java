package org.briefwire.deliver;

import static org.briefwire.testing.SmtpMoment.AUTH;
import static org.briefwire.testing.SmtpMoment.DATA;
import static org.briefwire.testing.SmtpMoment.EHLO;
import static org.briefwire.testing.SmtpMoment.END;
import static org.briefwire.testing.SmtpMoment.GREETING;
import static org.briefwire.testing.SmtpMoment.MAIL;
import static org.briefwire.testing.SmtpMoment.MESSAGE;
import static org.briefwire.testing.SmtpMoment.QUIT;
import static org.briefwire.testing.SmtpMoment.RCPT;
import static org.briefwire.testing.SmtpMoment.RESET;
import static org.briefwire.testing.SmtpMoment.STARTTLS;
import static org.briefwire.testing.SmtpMoment.TAKEN;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpRule;
import org.briefwire.testing.SmtpServerStub;

/**
 * What a server does wrong, whom of four readers it befalls, and what the ledger then says of them;
 * '…' stands for words of the network's own. The others' mails are sent.
 *
 * @param arrivals how often the befallen ones' mails have come in the end
 */
record Trouble(
        String name,
        Whom whom,
        Consumer<SmtpServerStub> begin,
        Login login,
        String outcome,
        int arrivals) {
    static final String SENT = "sent by main: 250 2.0.0 taken";

    /** The one whom rules name. */
    static final String BEFALLEN = "p1@example.org";

    private static final byte[] WITHOUT_END = latin("250-and\r\n".repeat(50_000));

    private static final String CLOSING = "421 4.3.2 closing";
    private static final String LOST = "deferred by main: connection lost before the message: …";
    private static final String DOUBT =
            "deferred in doubt by main: no answer to the message's end: …";

    /** Whom it befalls. */
    enum Whom {
        NOBODY,
        BEFALLEN,
        WHOEVER_COMES_FIRST,
        EVERYBODY
    }

    /** How the server is connected to. */
    enum Login {
        NONE,
        WITH_PASSWORD_OVER_TLS
    }

    @Override
    public String toString() {
        return name;
    }

    static Stream<Trouble> all() {
        return Stream.of(
                        closings(), drops(), noConnection(), lines(), octets(), refusals(), sizes())
                .flatMap(List::stream);
    }

    private static List<Trouble> closings() {
        return List.of(
                away("421 for a greeting", GREETING, CLOSING),
                away("421 to EHLO", EHLO, CLOSING),
                withLogin(away("421 to STARTTLS", STARTTLS, CLOSING)),
                withLogin(away("421 to AUTH", AUTH, CLOSING)),
                first(
                        "421 to MAIL",
                        on(MAIL, rule -> rule.times(1).answersAndHangsUp(CLOSING)),
                        "deferred by main: " + CLOSING),
                one(
                        "421 to RCPT",
                        about(RCPT, rule -> rule.answersAndHangsUp(CLOSING)),
                        "deferred by main: " + CLOSING),
                one(
                        "421 to DATA",
                        about(DATA, rule -> rule.answersAndHangsUp(CLOSING)),
                        "deferred by main: " + CLOSING),
                one(
                        "421 to the message's end",
                        about(END, rule -> rule.answersAndHangsUp(CLOSING)),
                        "deferred by main: " + CLOSING),
                one(
                        "421 to RCPT, and stays",
                        about(RCPT, rule -> rule.answers(CLOSING)),
                        "deferred by main: " + CLOSING),
                one(
                        "421 to RSET after a refusal",
                        both(
                                about(RCPT, rule -> rule.answers("550 5.1.1 who?")),
                                on(RESET, rule -> rule.answersAndHangsUp(CLOSING))),
                        "failed by main: 550 5.1.1 who? (in reply to RCPT TO)"),
                nobody("421 to QUIT", on(QUIT, rule -> rule.answersAndHangsUp(CLOSING))),
                nobody(
                        "421 to RCPT once",
                        on(RCPT, rule -> rule.afterTimes(1).times(1).answersAndHangsUp(CLOSING))),
                nobody(
                        "421 after two messages",
                        on(MAIL, rule -> rule.afterTimes(2).times(1).answersAndHangsUp(CLOSING))),
                nobody(
                        "hangs up after two messages",
                        on(MAIL, rule -> rule.afterTimes(2).times(1).hangsUp())));
    }

    private static List<Trouble> drops() {
        return List.of(
                first("drops at MAIL", on(MAIL, rule -> rule.times(1).hangsUp()), LOST),
                one("drops at RCPT", about(RCPT, SmtpRule::hangsUp), LOST),
                one("drops at DATA", about(DATA, SmtpRule::hangsUp), LOST),
                one("drops in the message", about(MESSAGE, SmtpRule::hangsUp), DOUBT),
                one("drops at the message's end", about(END, SmtpRule::hangsUp), DOUBT),
                one("accepts and then drops", about(TAKEN, SmtpRule::hangsUp), DOUBT).arriving(2),
                nobody(
                        "accepts, says so, and then drops",
                        about(TAKEN, rule -> rule.answersAndHangsUp("250 2.0.0 taken"))));
    }

    private static List<Trouble> noConnection() {
        return List.of(
                away("drops instead of a greeting", GREETING),
                away("drops at EHLO", EHLO),
                withLogin(away("454 to STARTTLS", STARTTLS, "454 4.7.0 TLS not available")),
                withLogin(away("drops at STARTTLS", STARTTLS)),
                withLogin(
                        everybody(
                                "cuts the handshake",
                                on(STARTTLS, rule -> rule.answersAndHangsUp("220 2.0.0 go ahead")),
                                "deferred: main can't be reached: …")),
                withLogin(
                        everybody(
                                "speaks on in clear",
                                on(STARTTLS, rule -> rule.answers("220 go ahead", "250 and this")),
                                "deferred: main can't be reached: …")),
                everybody(
                        "greets without an end",
                        on(GREETING, rule -> rule.answersOctets(WITHOUT_END)),
                        "deferred: main can't be reached: it answers without an end"),
                everybody(
                        "answers EHLO without an end",
                        on(EHLO, rule -> rule.answersOctets(WITHOUT_END)),
                        "deferred: main can't be reached: it answers without an end"),
                first(
                        "answers MAIL without an end",
                        on(MAIL, rule -> rule.times(1).answersOctets(WITHOUT_END)),
                        LOST),
                withLogin(away("454 to AUTH", AUTH, "454 4.7.0 ask later")),
                withLogin(away("535 to AUTH", AUTH, "535 5.7.8 wrong password")),
                withLogin(away("drops at AUTH", AUTH)));
    }

    private static List<Trouble> lines() {
        return List.of(
                everybody(
                        "says yes in three lines at every step",
                        stub -> {
                            stub.offering("8BITMIME").offering("HELP");
                            stub.on(GREETING).answers("220-stub.example", "220-at", "220 work");
                            stub.on(MAIL).answers("250-2.1.0 the", "250-2.1.0 sender", "250 fine");
                            stub.on(RCPT).answers("250-2.1.5 the", "250-reader", "250 fine");
                            stub.on(DATA).answers("354-end", "354-with", "354 a dot");
                            stub.on(TAKEN).answers("250-2.0.0 taken", "250-2.0.0 and", "250 kept");
                            stub.on(QUIT).answers("221-see", "221-you", "221 again");
                        },
                        "sent by main: 250 2.0.0 taken and kept"),
                everybody(
                        "says no in three lines for a greeting",
                        on(
                                GREETING,
                                rule ->
                                        rule.answersAndHangsUp(
                                                "554-5.3.2 not", "554-5.3.2 at", "554 5.3.2 work")),
                        "deferred: main can't be reached: it answered 554 5.3.2 not at work"),
                everybody(
                        "says no in three lines to MAIL",
                        on(MAIL, rule -> rule.answers("451-4.3.0 the", "451-queue is", "451 full")),
                        "deferred by main: 451 4.3.0 the queue is full"),
                one(
                        "says no in three lines to RCPT",
                        about(
                                RCPT,
                                rule ->
                                        rule.answers(
                                                "550-5.1.1 nobody", "550-5.1.1 is", "550 here")),
                        "failed by main: 550 5.1.1 nobody is here (in reply to RCPT TO)"),
                one(
                        "says no in three lines to DATA",
                        about(DATA, rule -> rule.answers("451-4.3.0 not", "451-just", "451 now")),
                        "deferred by main: 451 4.3.0 not just now"),
                one(
                        "says no in three lines to the message's end",
                        about(END, rule -> rule.answers("554-5.7.1 no", "554-such", "554 mail")),
                        "failed by main: 554 5.7.1 no such mail (in reply to end of DATA)"));
    }

    private static List<Trouble> octets() {
        return List.of(
                everybody(
                        "says yes in bytes that are no UTF-8 at every step",
                        stub -> {
                            stub.on(GREETING).answersOctets(latin("220 gru\u00df\0\r\n"));
                            stub.on(EHLO).answersOctets(latin("250-\u00fc\r\n250 PIPELINING\r\n"));
                            stub.on(MAIL).answersOctets(latin("250 tr\u00e8s bien\r\n"));
                            stub.on(RCPT).answersOctets(latin("250 \u00fe\u00ff\r\n"));
                            stub.on(DATA).answersOctets(latin("354 \u0080\u009f\r\n"));
                            stub.on(TAKEN).answersOctets(latin("250 re\u00e7u\0\u0007\r\n"));
                            stub.on(QUIT).answersOctets(latin("221 \u00e0 bient\u00f4t\r\n"));
                        },
                        "sent by main: 250 reçu"),
                everybody(
                        "says no in bytes that are no UTF-8 for a greeting",
                        on(GREETING, rule -> rule.answersOctets(latin("554 ferm\u00e9\0\r\n"))),
                        "deferred: main can't be reached: it answered 554 fermé"),
                one(
                        "says no in bytes that are no UTF-8 to RCPT",
                        about(
                                RCPT,
                                rule -> rule.answersOctets(latin("550 bo\u00eete pleine\0\r\n"))),
                        "failed by main: 550 boîte pleine (in reply to RCPT TO)"),
                one(
                        "says no in bytes that are no UTF-8 to the message's end",
                        about(END, rule -> rule.answersOctets(latin("452 plus tard \u00ff\r\n"))),
                        "deferred by main: 452 plus tard ÿ"),
                everybody(
                        "says yes by the octet",
                        stub -> {
                            var gap = Duration.ofMillis(1);
                            stub.on(GREETING).drips("220 stub.example ESMTP", gap);
                            stub.on(MAIL).drips("250 2.1.0 sender fine", gap);
                            stub.on(RCPT).drips("250 2.1.5 recipient fine", gap);
                            stub.on(DATA).drips("354 end with a dot", gap);
                            stub.on(TAKEN).drips("250 2.0.0 taken", gap);
                        },
                        SENT));
    }

    private static List<Trouble> refusals() {
        return List.of(
                everybody(
                        "refuses the sender",
                        on(MAIL, rule -> rule.answers("553 5.7.1 sender not allowed")),
                        "deferred by main: 553 5.7.1 sender not allowed (in reply to MAIL FROM)"),
                one(
                        "refuses a reader",
                        about(RCPT, rule -> rule.answers("550 5.1.1 who?")),
                        "failed by main: 550 5.1.1 who? (in reply to RCPT TO)"),
                one(
                        "greylists a reader",
                        about(RCPT, rule -> rule.answers("451 4.7.1 greylisted")),
                        "deferred by main: 451 4.7.1 greylisted"),
                one(
                        "refuses DATA",
                        about(DATA, rule -> rule.answers("554 5.5.1 no valid recipients")),
                        "failed by main: 554 5.5.1 no valid recipients (in reply to DATA)"),
                one(
                        "refuses a message",
                        about(END, rule -> rule.answers("554 5.7.1 spam")),
                        "failed by main: 554 5.7.1 spam (in reply to end of DATA)"),
                one(
                        "has no room for a message",
                        about(END, rule -> rule.answers("452 4.3.1 disk full")),
                        "deferred by main: 452 4.3.1 disk full"));
    }

    private static List<Trouble> sizes() {
        return List.of(
                everybody(
                        "announces SIZE smaller than the message",
                        stub -> stub.offering("SIZE 100"),
                        "failed by main: main takes 100 octets, the message has …"),
                nobody(
                        "announces SIZE larger than the message",
                        stub -> stub.offering("SIZE 100000")),
                nobody("announces SIZE without a number", stub -> stub.offering("SIZE")),
                one(
                        "takes less than the SIZE that it announces",
                        both(
                                stub -> stub.offering("SIZE 100000"),
                                about(END, rule -> rule.answers("552 5.3.4 too big"))),
                        "failed by main: 552 5.3.4 too big (in reply to end of DATA)"));
    }

    private static Consumer<SmtpServerStub> on(SmtpMoment moment, Consumer<SmtpRule> rule) {
        return stub -> rule.accept(stub.on(moment));
    }

    private static Consumer<SmtpServerStub> about(SmtpMoment moment, Consumer<SmtpRule> rule) {
        return stub -> rule.accept(stub.on(moment, BEFALLEN::equals));
    }

    private static Consumer<SmtpServerStub> both(
            Consumer<SmtpServerStub> one, Consumer<SmtpServerStub> other) {
        return one.andThen(other);
    }

    private static Trouble nobody(String name, Consumer<SmtpServerStub> begin) {
        return new Trouble(name, Whom.NOBODY, begin, Login.NONE, SENT, 1);
    }

    private static Trouble one(String name, Consumer<SmtpServerStub> begin, String outcome) {
        return new Trouble(name, Whom.BEFALLEN, begin, Login.NONE, outcome, arrivalsAfter(outcome));
    }

    private static Trouble first(String name, Consumer<SmtpServerStub> begin, String outcome) {
        return new Trouble(
                name, Whom.WHOEVER_COMES_FIRST, begin, Login.NONE, outcome, arrivalsAfter(outcome));
    }

    private static Trouble everybody(String name, Consumer<SmtpServerStub> begin, String outcome) {
        return new Trouble(
                name, Whom.EVERYBODY, begin, Login.NONE, outcome, arrivalsAfter(outcome));
    }

    private static Trouble away(String name, SmtpMoment moment, String answer) {
        return everybody(
                name,
                on(moment, rule -> rule.answersAndHangsUp(answer)),
                "deferred: main can't be reached: it answered " + answer);
    }

    private static Trouble away(String name, SmtpMoment moment) {
        return everybody(name, on(moment, SmtpRule::hangsUp), "deferred: main can't be reached: …");
    }

    private static Trouble withLogin(Trouble trouble) {
        return new Trouble(
                trouble.name,
                trouble.whom,
                trouble.begin,
                Login.WITH_PASSWORD_OVER_TLS,
                trouble.outcome,
                trouble.arrivals);
    }

    private Trouble arriving(int times) {
        return new Trouble(name, whom, begin, login, outcome, times);
    }

    private static int arrivalsAfter(String outcome) {
        return outcome.startsWith("failed") ? 0 : 1;
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
