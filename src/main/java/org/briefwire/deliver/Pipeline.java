package org.briefwire.deliver;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;
import org.briefwire.model.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * Messages on one connection with as few round trips as SMTP allows (RFC 2920): MAIL, RCPT and DATA
 * go together, and they go behind the dot of the message before. A message is begun only when its
 * DATA has its 354, so there is never more than one under way, and a lost connection puts no other
 * in doubt. While the server works on a message, the one after the next is made.
 */
final class Pipeline {
    /** The message under way, the one whose envelope is behind it, and one that is ready. */
    private static final int DEPTH = 3;

    private static final int BAD_SEQUENCE = 503;

    /** How much of a message goes in one piece with its end. */
    private static final int LUMP = 32 * 1024;

    private static final byte[] DOT = {'.', '\r', '\n'};
    private static final byte[] RSET = {'R', 'S', 'E', 'T', '\r', '\n'};
    private static final Pattern COMPLAINT =
            Pattern.compile("pipelin|synchroni[sz]ation", Pattern.CASE_INSENSITIVE);

    private final Connection connection;
    private final Station station;
    private final Worker worker;
    private final Deque<Filled> line = new ArrayDeque<>(DEPTH);

    /** The first one's commands are on their way, or answered. */
    private boolean introduced;

    /** They stand behind a message's end. */
    private boolean behind;

    /** The second one's commands stand behind the first one's end. */
    private boolean nextIntroduced;

    /** The first one goes without what its envelope may have been refused for. */
    private boolean bare;

    /** What the first one's envelope was refused with, should the connection end now. */
    private @Nullable Outcome verdict;

    /** The server still has an envelope that came to nothing. */
    private boolean unclean;

    Pipeline(Connection connection, Station station, Worker worker) {
        this.connection = connection;
        this.station = station;
        this.worker = worker;
    }

    /** Hands over the message and those that follow, until none does or the connection ends. */
    void carry(Filled first) {
        join(first);
        try {
            while (connection.alive() && mayGoOn()) {
                handFirst();
            }
            if (connection.alive() && introduced) {
                // sending is stopped, and of this message not an octet is out
                connection.cut();
            } else if (connection.alive() && unclean) {
                connection.hurry(station.longest());
                connection.write(RSET, 0, RSET.length, Step.RESET);
                hear(Step.RESET);
            }
        } catch (Lost lost) {
            connection.cut();
            if (!station.pace().stopped()) {
                station.pipelining().doubt(lost);
            }
            end(lost);
        } finally {
            connection.calm();
            while (!line.isEmpty()) {
                worker.again(line.removeLast());
            }
        }
    }

    private boolean mayGoOn() {
        return !line.isEmpty() && !station.pace().stopped();
    }

    private void end(Lost lost) {
        if (line.isEmpty()) {
            return;
        }
        var message = line.removeFirst();
        if (lost.beforeMessage() && verdict != null) {
            worker.ended(message, verdict, connection);
        } else if (lost.beforeMessage()
                && (connection.used() || !station.pipelining().isTrusted())) {
            worker.again(message);
        } else {
            worker.ended(message, lost.outcome(), connection);
        }
    }

    private void handFirst() throws Lost {
        var message = line.getFirst();
        var objection = connection.objection(message);
        if (objection.isPresent()) {
            // only now: the worker takes what ends for what was begun
            line.removeFirst();
            worker.ended(message, objection.get(), connection);
            return;
        }
        worker.begins(message);
        if (!introduced) {
            introduce(message);
            lookAhead(DEPTH - 1);
        }
        var refusal = refusal();
        if (refusal.isPresent()) {
            unclean = true;
            connection.served();
            if (bare) {
                introduced = false;
            } else {
                end(message, refusal.get());
            }
            return;
        }
        if (!worker.mayBegin()) {
            connection.cut();
            worker.again(line.removeFirst());
            return;
        }
        send(message);
        lookAhead(DEPTH);
        var reply = connection.hear(Step.END);
        connection.served();
        if (reply.closing()) {
            connection.hangUp();
        }
        end(message, Outcome.of(reply));
    }

    private void end(Filled message, Outcome outcome) {
        connection.calm();
        verdict = null;
        line.removeFirst();
        introduced = nextIntroduced;
        behind = nextIntroduced;
        nextIntroduced = false;
        worker.ended(message, outcome, connection);
    }

    /** Writes an envelope that stands behind no message. */
    private void introduce(Filled message) throws Lost {
        introduced = true;
        behind = false;
        connection.hurry(station.longest());
        var commands = connection.introduction(message, bare).octets();
        if (unclean) {
            var both = Arrays.copyOf(RSET, RSET.length + commands.length);
            System.arraycopy(commands, 0, both, RSET.length, commands.length);
            connection.write(both, 0, both.length, Step.RESET);
        } else {
            connection.write(commands, 0, commands.length, Step.MAIL);
        }
    }

    /** The answers to an envelope: why its message is not wanted, or nothing when it may begin. */
    private Optional<Outcome> refusal() throws Lost {
        connection.hurry(station.longest());
        if (unclean) {
            hear(Step.RESET);
            unclean = false;
        }
        var mail = hear(Step.MAIL);
        if (!mail.positive()) {
            verdict = new Outcome.Deferred(mail, Outcome.Said.OF_SENDER);
        }
        var rcpt = hear(Step.RCPT);
        var data = hear(Step.DATA);
        if (behind) {
            station.pipelining().kept();
        }
        var open = data.code() == 354;
        var wanted = mail.positive() && rcpt.positive();
        if (wanted && data.code() == BAD_SEQUENCE) {
            throw outOfStep(Step.DATA, data);
        }
        if (wanted && bare) {
            connection.tookWithoutDsn();
            bare = false;
        }
        if (wanted) {
            verdict = null;
        }
        if (wanted) {
            return open ? Optional.empty() : Optional.of(Outcome.of(data));
        }
        if (open && rcpt.positive()) {
            throw outOfStep(Step.DATA, data);
        }
        if (open) {
            endWithoutMessage();
        }
        // not before all three were heard: a server that leaves one out is out of step
        verdict = mail.positive() ? Outcome.of(rcpt) : verdict;
        bare = !bare && connection.mayBlameDsn(mail.positive() ? rcpt : mail);
        return Optional.ofNullable(verdict);
    }

    private Reply hear(Step step) throws Lost {
        var reply = connection.hear(step);
        if (reply.closing()) {
            connection.hangUp();
            throw Lost.closed(step, reply);
        }
        if (!reply.positive() && COMPLAINT.matcher(withoutAddresses(reply.text())).find()) {
            throw outOfStep(step, reply);
        }
        return reply;
    }

    /** What a server says of a pipeline, not of somebody at gas-pipeline.example. */
    private String withoutAddresses(String text) {
        var about = line.peekFirst();
        return about == null
                ? text
                : without(without(text, about.envelope().recipient()), about.from());
    }

    private static String without(String text, EmailAddress address) {
        return text.replace(address.local(), "").replace(address.domain(), "");
    }

    private static Lost outOfStep(Step step, Reply reply) {
        return new Lost(step, Lost.How.OUT_OF_STEP, "it answered " + reply);
    }

    /** A server that wants a message for nobody gets a lone dot (RFC 2920 section 3.1). */
    private void endWithoutMessage() {
        try {
            connection.write(DOT, 0, DOT.length, Step.END);
            var _ = connection.hear(Step.END);
        } catch (Lost lost) {
            connection.cut();
        }
    }

    /** Writes a message, and the next one's envelope behind its dot. */
    private void send(Filled message) throws Lost {
        var length = message.length();
        var next = line.stream().skip(1).findFirst().filter(this::isCarried);
        if (next.isPresent() && !station.pace().stopped()) {
            var commands = connection.introduction(next.get(), false).octets();
            if (message.follow(commands)) {
                length += commands.length;
                nextIntroduced = true;
            }
        }
        var lump = Math.max(0, message.length() - LUMP);
        if (lump > 0) {
            // as long as the dot is not among what is written, the server has not seen it
            connection.write(message.octets(), 0, lump, Step.MESSAGE);
        }
        connection.write(message.octets(), lump, length - lump, Step.END);
    }

    /** Fills the line; our own waiting is not the server's. */
    private void lookAhead(int depth) {
        connection.calm();
        while (line.size() < depth && !connection.isWorn()) {
            var next = worker.ahead();
            if (next.isEmpty()) {
                break;
            }
            join(next.get());
        }
        connection.hurry(station.longest());
    }

    private void join(Filled message) {
        if (isCarried(message)) {
            connection.takeOn(message.envelope());
        }
        line.addLast(message);
    }

    private boolean isCarried(Filled message) {
        return connection.objection(message).isEmpty();
    }
}
