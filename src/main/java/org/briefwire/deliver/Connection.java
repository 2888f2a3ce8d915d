package org.briefwire.deliver;

import jakarta.mail.MessagingException;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.briefwire.config.SmtpServer;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One kept connection to a server. Angus connects, greets, secures and logs in; what follows is
 * written to the socket and read from it, and each answer is known for what it answers. Methods are
 * synchronized where Angus wants its lock held; one thread uses a connection at a time, and only
 * {@link #cut} is for others.
 */
final class Connection extends SMTPTransport {
    private static final long NONE = Long.MAX_VALUE;

    /** Said when it was cut. */
    private static final String TOO_LONG = "it took too long";

    private final SmtpServer server;
    private final Wires wires;
    private final Dsn dsn;
    private final Replies replies = new Replies();
    private final Patience patience;
    private final Map<Lane, Integer> carriedOf = new HashMap<>();
    private int carried;
    private boolean worn;
    private boolean used;
    private long sizeLimit;
    private boolean offersDsn;
    private volatile boolean alive;
    private volatile boolean wasCut;
    private volatile long deadline = NONE;

    private Connection(SmtpServer server, SmtpSession settings, Wires wires) {
        super(
                settings.session(wires),
                new URLName("smtp", server.host(), server.port(), null, null, null));
        this.server = server;
        this.wires = wires;
        this.dsn = settings.dsn();
        this.patience = settings.patience();
    }

    /** A connection that does not stand yet. */
    static Connection to(SmtpServer server, SmtpSession settings) {
        return new Connection(server, settings, settings.wires());
    }

    /**
     * Connects, secures and logs in as the config wants it, or not at all.
     *
     * @throws Unreachable when that can't be had
     */
    synchronized void open() throws Unreachable {
        try {
            if (server.user().isEmpty()) {
                connect(server.host(), server.port(), null, null);
            } else {
                connect(server.host(), server.port(), server.user(), server.password().reveal());
            }
            if (!server.user().isEmpty() && !supportsExtension("AUTH")) {
                hangUp();
                throw new Unreachable("it offers no login, and a user is configured");
            }
            sizeLimit = announcedSize();
            offersDsn = supportsExtension("DSN");
            wires.opened();
            alive = true;
        } catch (MessagingException e) {
            wires.cut();
            throw new Unreachable(
                    wasCut ? TOO_LONG : Unreachable.reason(e, getLastServerResponse()), e);
        }
    }

    /** HELO is for a server that does not know EHLO, not for one that is going. */
    @Override
    protected boolean ehlo(String domain) throws MessagingException {
        var known = super.ehlo(domain);
        if (!known && !getLastServerResponse().startsWith("5")) {
            throw new MessagingException(getLastServerResponse());
        }
        return known;
    }

    private long announcedSize() {
        var parameter = Optional.ofNullable(getExtensionParameter("SIZE")).orElse("").strip();
        return parameter.matches("\\d{1,15}") ? Long.parseLong(parameter) : 0;
    }

    boolean alive() {
        return alive;
    }

    /** What follows has to be over in time, or the connection is cut. */
    void hurry(Duration time) {
        deadline = System.nanoTime() + time.toNanos();
    }

    /** What follows may take as long as it takes: it waits for us, not for the server. */
    void calm() {
        deadline = NONE;
    }

    boolean overdue() {
        var latest = deadline;
        return latest != NONE && System.nanoTime() - latest > 0;
    }

    /** Ends the connection under whoever uses it. Any thread may call it. */
    void cut() {
        alive = false;
        wasCut = true;
        wires.cut();
    }

    /** Says goodbye, without waiting for the answer. */
    synchronized void hangUp() {
        alive = false;
        try {
            close();
        } catch (MessagingException alreadyGone) {
            wires.cut();
        }
    }

    /** Whether this connection has served before, so that a loss may be the server's tidying up. */
    boolean used() {
        return used;
    }

    /** The server has answered to a whole transaction, by taking or by refusing. */
    void served() {
        used = true;
    }

    /** Counts a message that comes by this connection. */
    void takeOn(Envelope envelope) {
        carried++;
        worn |= carried >= server.terms().messagesPerConnection().orElse(Integer.MAX_VALUE);
        envelope.lane()
                .ifPresent(lane ->
                        worn |=
                                carriedOf.merge(lane, 1, Integer::sum)
                                        >= lane.messagesPerConnection());
    }

    /** Whether it has carried as many messages as it may. */
    boolean isWorn() {
        return worn;
    }

    /** Whether commands may be written together (RFC 2920). */
    boolean offersPipelining() {
        return supportsExtension("PIPELINING");
    }

    /** How a message is introduced here; bare: without what the server refused it with. */
    Introduction introduction(Filled filled, boolean bare) {
        return new Introduction(filled, !bare && offersDsn && dsn.isTrusted());
    }

    /** Whether a refused envelope is worth a try without what DSN adds to it. */
    boolean mayBlameDsn(Reply refusal) {
        return offersDsn && Dsn.mayBeRefusedBy(refusal);
    }

    /** An envelope that was refused with what DSN adds is taken without it. */
    void tookWithoutDsn() {
        dsn.tookWithout();
    }

    /** Why the message need not be tried here, if so. */
    Optional<Outcome> objection(Filled filled) {
        if (filled.needsSmtpUtf8() && !supportsExtension("SMTPUTF8")) {
            return failed(
                    "%s has no SMTPUTF8 (RFC 6531), which the address needs"
                            .formatted(server.id()));
        }
        if (sizeLimit > 0 && filled.size() > sizeLimit) {
            return failed(
                    "%s takes %d octets, the message has %d"
                            .formatted(server.id(), sizeLimit, filled.size()));
        }
        return Optional.empty();
    }

    private static Optional<Outcome> failed(String words) {
        return Optional.of(new Outcome.Failed(Reply.ours(words), Outcome.Said.OF_SERVER));
    }

    /**
     * Hands one message over, a command at a time. When this ends without the connection being
     * alive, it is of no more use.
     *
     * @param mayBegin asked when the server waits for the message
     */
    synchronized Attempt hand(Filled filled, BooleanSupplier mayBegin) {
        var objection = objection(filled);
        if (objection.isPresent()) {
            return new Attempt.Ended(objection.get());
        }
        try {
            return transact(filled, mayBegin, Optional.empty());
        } catch (Lost lost) {
            cut();
            return lost.beforeMessage() && used
                    ? new Attempt.Stale(lost.reply())
                    : new Attempt.Ended(lost.outcome());
        }
    }

    /** Refused: what the envelope was refused with; it goes without what that may have been for. */
    private Attempt transact(Filled filled, BooleanSupplier mayBegin, Optional<Outcome> refused)
            throws Lost {
        var introduction = introduction(filled, refused.isPresent());
        var mail = say(introduction.mail(), Step.MAIL);
        if (!mail.positive()) {
            var outcome = new Outcome.Deferred(mail, Outcome.Said.OF_SENDER);
            return refused.isEmpty() && mayBlameDsn(mail)
                    ? barely(filled, mayBegin, outcome)
                    : refused(outcome);
        }
        var rcpt = say(introduction.rcpt(), Step.RCPT);
        if (!rcpt.positive()) {
            return refused.isEmpty() && mayBlameDsn(rcpt)
                    ? barely(filled, mayBegin, Outcome.of(rcpt))
                    : refused(Outcome.of(rcpt));
        }
        if (refused.isPresent()) {
            tookWithoutDsn();
        }
        var data = say("DATA", Step.DATA);
        if (data.code() != 354) {
            return refused(Outcome.of(data));
        }
        if (!mayBegin.getAsBoolean()) {
            cut();
            return new Attempt.Stale(Reply.ours("another courier sends it"));
        }
        write(filled.octets(), 0, filled.length(), Step.MESSAGE);
        hurry(patience.message());
        var reply = hear(Step.END);
        served();
        if (reply.closing()) {
            hangUp();
        }
        return new Attempt.Ended(Outcome.of(reply));
    }

    /** Once more, without what the server may have refused the envelope for. */
    private Attempt barely(Filled filled, BooleanSupplier mayBegin, Outcome refusal) {
        served();
        try {
            say("RSET", Step.RESET);
            var attempt = transact(filled, mayBegin, Optional.of(refusal));
            return attempt instanceof Attempt.Stale && mayBegin.getAsBoolean()
                    ? new Attempt.Ended(refusal)
                    : attempt;
        } catch (Lost lost) {
            cut();
            return new Attempt.Ended(lost.beforeMessage() ? refusal : lost.outcome());
        }
    }

    /** The answer to a refused envelope; the connection is made ready for the next. */
    private Attempt refused(Outcome outcome) {
        served();
        try {
            say("RSET", Step.RESET);
        } catch (Lost lost) {
            cut();
        }
        return new Attempt.Ended(outcome);
    }

    private Reply say(String command, Step step) throws Lost {
        var line = (command + "\r\n").getBytes(StandardCharsets.UTF_8);
        write(line, 0, line.length, step);
        var reply = hear(step);
        if (reply.closing()) {
            hangUp();
            throw Lost.closed(step, reply);
        }
        return reply;
    }

    /**
     * Writes octets as they are.
     *
     * @param step where the message is lost when this fails
     */
    void write(byte[] octets, int from, int length, Step step) throws Lost {
        try {
            var out = wires.out();
            out.write(octets, from, length);
            out.flush();
        } catch (IOException e) {
            throw new Lost(step, Lost.How.BROKEN, reason(e));
        }
    }

    /** The next answer, when it can be one to this step. */
    Reply hear(Step step) throws Lost {
        try {
            var in = wires.in();
            if (step != Step.END) {
                return replies.next(in, step);
            }
            wires.await(patience.end());
            var reply = replies.next(in, step);
            wires.await(patience.answer());
            return reply;
        } catch (IOException e) {
            // by the socket's own clock, or by whoever cut the connection as it took too long
            var late = !alive || e instanceof SocketTimeoutException;
            throw new Lost(step, late ? Lost.How.SILENT : Lost.How.BROKEN, reason(e));
        }
    }

    private String reason(IOException e) {
        return wasCut ? TOO_LONG : Unreachable.reason(e);
    }
}
