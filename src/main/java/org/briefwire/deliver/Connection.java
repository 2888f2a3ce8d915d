package org.briefwire.deliver;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.briefwire.config.SmtpServer;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One kept connection to a server. Angus connects, greets, secures and logs in; what follows is
 * written straight to the socket, and each answer is known for what it answers. Methods are
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
    private final Map<Lane, Integer> carriedOf = new HashMap<>();
    private int carried;
    private boolean worn;
    private boolean used;
    private long sizeLimit;
    private boolean offersDsn;
    private volatile boolean alive;
    private volatile boolean wasCut;
    private volatile long deadline = NONE;

    private Connection(Session session, URLName url, SmtpServer server, Wires wires, Dsn dsn) {
        super(session, url);
        this.server = server;
        this.wires = wires;
        this.dsn = dsn;
    }

    /** A connection that does not stand yet. */
    static Connection to(SmtpServer server, SmtpSession settings) {
        var wires = settings.wires();
        var url = new URLName("smtp", server.host(), server.port(), null, null, null);
        return new Connection(settings.session(wires), url, server, wires, settings.dsn());
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
        if (sizeLimit > 0 && filled.length() > sizeLimit) {
            return failed(
                    "%s takes %d octets, the message has %d"
                            .formatted(server.id(), sizeLimit, filled.length()));
        }
        return Optional.empty();
    }

    private static Optional<Outcome> failed(String words) {
        return Optional.of(new Outcome.Failed(Reply.ours(words)));
    }

    /**
     * Hands one message over, a command at a time. When this ends without the connection being
     * alive, it is of no more use.
     */
    synchronized Attempt hand(Filled filled) {
        var objection = objection(filled);
        if (objection.isPresent()) {
            return new Attempt.Ended(objection.get());
        }
        try {
            return transact(filled, false);
        } catch (Lost lost) {
            cut();
            return lost.beforeMessage() && used
                    ? new Attempt.Stale(lost.reply())
                    : new Attempt.Ended(lost.outcome());
        }
    }

    private Attempt transact(Filled filled, boolean bare) throws Lost {
        var introduction = introduction(filled, bare);
        var mail = say(introduction.mail(), Step.MAIL);
        if (!mail.positive()) {
            return !bare && mayBlameDsn(mail)
                    ? barely(filled)
                    : refused(mail, new Outcome.Deferred(mail, Outcome.Said.OF_SENDER));
        }
        var rcpt = say(introduction.rcpt(), Step.RCPT);
        if (!rcpt.positive()) {
            return !bare && mayBlameDsn(rcpt) ? barely(filled) : refused(rcpt, Outcome.of(rcpt));
        }
        if (bare) {
            tookWithoutDsn();
        }
        var data = say("DATA", Step.DATA);
        if (data.code() != 354) {
            return refused(data, Outcome.of(data));
        }
        write(filled.octets(), 0, filled.length(), Step.MESSAGE);
        var reply = hear(Step.END);
        served();
        if (reply.closing()) {
            hangUp();
        }
        return new Attempt.Ended(Outcome.of(reply));
    }

    /** Once more, without what the server may have refused the envelope for. */
    private Attempt barely(Filled filled) throws Lost {
        served();
        say("RSET", Step.RESET);
        return transact(filled, true);
    }

    /** The answer to a refused envelope; the connection is made ready for the next. */
    private Attempt refused(Reply reply, Outcome outcome) throws Lost {
        if (reply.closing()) {
            hangUp();
            return used ? new Attempt.Stale(reply) : new Attempt.Ended(outcome);
        }
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
        return hear(step);
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
            throw new Lost(step, Lost.How.BROKEN, wasCut ? TOO_LONG : Unreachable.reason(e));
        }
    }

    /** The next answer, when it can be one to this step. */
    synchronized Reply hear(Step step) throws Lost {
        int code;
        try {
            code = readServerResponse();
        } catch (MessagingException e) {
            var how = timedOut(e) ? Lost.How.SILENT : Lost.How.BROKEN;
            throw new Lost(step, how, wasCut ? TOO_LONG : Unreachable.reason(e, ""));
        }
        var words = getLastServerResponse();
        if (words.equals("[EOF]")) {
            throw new Lost(step, Lost.How.BROKEN, Unreachable.odd(words));
        }
        if (!step.fits(code)) {
            throw new Lost(step, Lost.How.OUT_OF_STEP, Unreachable.odd(words));
        }
        return step.named(Reply.of(code, words));
    }

    /** By the socket's own clock, or by whoever cut the connection because it took too long. */
    private boolean timedOut(MessagingException e) {
        return !alive || e.getNextException() instanceof SocketTimeoutException;
    }
}
