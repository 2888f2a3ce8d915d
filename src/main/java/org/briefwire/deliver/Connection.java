package org.briefwire.deliver;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.util.Optional;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.EmailAddress;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/**
 * One kept connection to a server. Angus connects, greets, secures and logs in; the envelope goes
 * by its commands, so that each answer is known for what it answers; the message's octets go
 * straight to the socket. Methods are synchronized because Angus wants its lock held; one thread
 * uses a connection at a time, and only {@link #cut} is for others.
 */
final class Connection extends SMTPTransport {
    private final SmtpServer server;
    private final Wires wires;
    private int handed;
    private volatile boolean alive;

    private Connection(Session session, URLName url, SmtpServer server, Wires wires) {
        super(session, url);
        this.server = server;
        this.wires = wires;
    }

    /** A connection that does not stand yet. */
    static Connection to(SmtpServer server, SmtpSession settings) {
        var wires = settings.wires();
        var url = new URLName("smtp", server.host(), server.port(), null, null, null);
        return new Connection(settings.session(wires), url, server, wires);
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
            alive = true;
        } catch (MessagingException e) {
            throw new Unreachable(Unreachable.reason(e, getLastServerResponse()), e);
        }
    }

    boolean alive() {
        return alive;
    }

    /** Ends the connection under whoever uses it. Any thread may call it. */
    void cut() {
        alive = false;
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
        return handed > 0;
    }

    /**
     * Hands one message over. When this ends without the connection being alive, it is of no more
     * use.
     */
    synchronized Attempt hand(EmailAddress from, EmailAddress to, Envelope.Letter letter) {
        var utf8 = from.needsSmtpUtf8() || to.needsSmtpUtf8();
        if (utf8 && !supportsExtension("SMTPUTF8")) {
            return ended(failed("%s has no SMTPUTF8 (RFC 6531), which the address needs"));
        }
        byte[] octets;
        try {
            octets = Dots.stuffed(letter.bytes());
        } catch (RuntimeException e) {
            return ended(
                    new Outcome.Deferred(
                            Reply.ours("the message can't be made: " + e.getMessage())));
        }
        var limit = sizeLimit();
        if (limit > 0 && octets.length > limit) {
            return ended(failed("%s takes %d octets, the message has %d", limit, octets.length));
        }
        try {
            var attempt = transact(from, to, octets, utf8 ? " SMTPUTF8" : "");
            handed++;
            return attempt;
        } catch (Lost lost) {
            alive = false;
            wires.cut();
            return lost.attempt();
        }
    }

    private Attempt transact(EmailAddress from, EmailAddress to, byte[] octets, String parameters)
            throws Lost {
        var mail = say("MAIL FROM:<%s>%s".formatted(from.wire(), parameters), Step.ENVELOPE);
        if (!mail.positive()) {
            // a refused sender says nothing about this recipient
            return refused(mail, new Outcome.Deferred(mail));
        }
        var rcpt = say("RCPT TO:<%s>".formatted(to.wire()), Step.ENVELOPE);
        if (!rcpt.positive()) {
            return refused(rcpt, outcomeOf(rcpt));
        }
        var data = say("DATA", Step.ENVELOPE);
        if (data.code() != 354) {
            return refused(data, outcomeOf(data));
        }
        var reply = write(octets);
        if (reply.closing()) {
            hangUp();
        }
        return new Attempt.Ended(reply.positive() ? new Outcome.Sent(reply) : outcomeOf(reply));
    }

    private Reply write(byte[] octets) throws Lost {
        try {
            var out = wires.out();
            out.write(octets);
            out.flush();
        } catch (IOException e) {
            // the dot goes last, so the server has not seen it
            throw new Lost(Step.MESSAGE, Unreachable.reason(e));
        }
        return hear(Step.END);
    }

    /** The answer to a refused envelope; the connection is made ready for the next. */
    private Attempt refused(Reply reply, Outcome outcome) throws Lost {
        if (reply.closing()) {
            hangUp();
            return used() ? new Attempt.Stale(reply) : new Attempt.Ended(outcome);
        }
        try {
            say("RSET", Step.ENVELOPE);
        } catch (Lost lost) {
            alive = false;
            wires.cut();
        }
        return new Attempt.Ended(outcome);
    }

    private static Outcome outcomeOf(Reply reply) {
        return reply.permanent() ? new Outcome.Failed(reply) : new Outcome.Deferred(reply);
    }

    private Reply say(String command, Step step) throws Lost {
        try {
            sendCommand(command);
        } catch (MessagingException e) {
            throw new Lost(step, Unreachable.reason(e, ""));
        }
        return hear(step);
    }

    private Reply hear(Step step) throws Lost {
        int code;
        try {
            code = readServerResponse();
        } catch (MessagingException e) {
            throw new Lost(step, Unreachable.reason(e, ""));
        }
        if (code < 200 || code > 599) {
            throw new Lost(step, Unreachable.odd(getLastServerResponse()));
        }
        return Reply.of(code, getLastServerResponse());
    }

    private long sizeLimit() {
        var parameter = Optional.ofNullable(getExtensionParameter("SIZE")).orElse("").strip();
        return parameter.matches("\\d{1,15}") ? Long.parseLong(parameter) : 0;
    }

    private Outcome failed(String words, Object... numbers) {
        var all = new Object[numbers.length + 1];
        all[0] = server.id();
        System.arraycopy(numbers, 0, all, 1, numbers.length);
        return new Outcome.Failed(Reply.ours(words.formatted(all)));
    }

    private static Attempt ended(Outcome outcome) {
        return new Attempt.Ended(outcome);
    }

    /** How far a message had come. */
    private enum Step {
        ENVELOPE,
        MESSAGE,
        END
    }

    /** The connection broke. */
    private final class Lost extends Exception {
        private static final long serialVersionUID = 1L;

        private final Step step;
        private final String reason;

        Lost(Step step, String reason) {
            super(reason);
            this.step = step;
            this.reason = reason;
        }

        Attempt attempt() {
            return switch (step) {
                case ENVELOPE -> {
                    var reply = Reply.ours("connection lost before the message: " + reason);
                    yield used()
                            ? new Attempt.Stale(reply)
                            : new Attempt.Ended(new Outcome.Deferred(reply));
                }
                case MESSAGE ->
                        new Attempt.Ended(
                                new Outcome.Deferred(
                                        Reply.ours("connection lost in the message: " + reason)));
                case END ->
                        new Attempt.Ended(
                                new Outcome.InDoubt(
                                        Reply.ours("no answer to the message's end: " + reason)));
            };
        }
    }
}
