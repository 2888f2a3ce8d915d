package org.briefwire.deliver;

import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.net.ssl.SSLSocketFactory;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.EmailAddress;

/** What a courier has of its server: whom it may send to, how fast, and its open connections. */
final class Station implements AutoCloseable {
    private final SmtpServer server;
    private final Patience patience;
    private final SmtpSession session;
    private final Pace pace;
    private final Recipients recipients;
    private final Pipelining pipelining;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService watch;
    private volatile boolean closed;

    Station(SmtpServer server, SSLSocketFactory tls, Patience patience, Pace together) {
        this.server = server;
        this.patience = patience;
        this.session = new SmtpSession(server, tls, patience);
        this.pace = new Pace(server.terms().rate(), together);
        this.pipelining = new Pipelining(server.id());
        this.recipients = new Recipients(server.onlyTo());
        this.watch =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name("smtp-watch-" + server.id()).factory());
        var period = Math.clamp(patience.message().toMillis() / 20, 10, 1000);
        var _ = watch.scheduleAtFixedRate(this::cutOverdue, period, period, TimeUnit.MILLISECONDS);
    }

    private void cutOverdue() {
        open.stream().filter(Connection::overdue).forEach(Connection::cut);
    }

    String server() {
        return server.id();
    }

    int connections() {
        return server.connections();
    }

    /** How long a whole message may take. */
    Duration longest() {
        return patience.message();
    }

    Pace pace() {
        return pace;
    }

    /** How far the server's PIPELINING can be trusted. */
    Pipelining pipelining() {
        return pipelining;
    }

    /** Makes a message ready to be handed over; when it is not to go, tells its outcome. */
    Optional<Filled> fill(Envelope envelope, Outcomes outcomes) {
        if (!recipients.allow(envelope.recipient())) {
            outcomes.ended(envelope, refused(envelope.recipient()));
            return Optional.empty();
        }
        try {
            return Optional.of(Filled.of(envelope, server.returnPath()));
        } catch (RuntimeException e) {
            outcomes.ended(
                    envelope,
                    new Outcome.Deferred(
                            Reply.ours("the message can't be made: " + e.getMessage())));
            return Optional.empty();
        }
    }

    private Outcome refused(EmailAddress recipient) {
        return new Outcome.Cancelled(
                "smtp.only-to of %s does not name %s".formatted(server.id(), recipient));
    }

    /** Hands one message over on a connection of its own. */
    Outcome handOverNow(Envelope envelope) {
        if (!recipients.allow(envelope.recipient())) {
            return refused(envelope.recipient());
        }
        try {
            var connection = connect();
            try {
                var filled = Filled.of(envelope, server.returnPath());
                return switch (hand(connection, filled, () -> true)) {
                    case Attempt.Ended ended -> ended.outcome();
                    case Attempt.Stale stale -> new Outcome.Deferred(stale.reason());
                };
            } finally {
                leave(connection);
            }
        } catch (Unreachable e) {
            return new Outcome.Deferred(e.reply(server.id()));
        }
    }

    /**
     * One message, a command at a time.
     *
     * @param mayBegin asked when the server waits for the message
     */
    Attempt hand(Connection connection, Filled filled, BooleanSupplier mayBegin) {
        connection.hurry(patience.message());
        try {
            return connection.hand(filled, mayBegin);
        } finally {
            connection.calm();
        }
    }

    Connection connect() throws Unreachable {
        var connection = Connection.to(server, session);
        open.add(connection);
        connection.hurry(patience.message());
        try {
            connection.open();
            if (closed) {
                connection.cut();
                throw new Unreachable("sending was stopped");
            }
            return connection;
        } catch (Unreachable e) {
            open.remove(connection);
            throw e;
        } finally {
            connection.calm();
        }
    }

    /** Whether a connection can be had. */
    boolean answers() {
        try {
            leave(connect());
            return true;
        } catch (Unreachable stillAway) {
            return false;
        }
    }

    void leave(Connection connection) {
        open.remove(connection);
        if (connection.alive()) {
            connection.hangUp();
        }
    }

    /** Begins no further message. */
    void stop() {
        pace.stop();
    }

    /** Cuts every connection. */
    @Override
    public void close() {
        closed = true;
        stop();
        open.forEach(Connection::cut);
        watch.shutdownNow();
    }
}
