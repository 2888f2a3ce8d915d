package org.briefwire.deliver;

import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLSocketFactory;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.EmailAddress;
import org.jspecify.annotations.Nullable;

/**
 * The plain courier: each connection, in a virtual thread of its own, has one message under way,
 * and is kept for the next.
 *
 * <p>A connection that can't be had is tried again while others work. When none can be had the
 * server is out of reach and the rest stays in the iterator, so that an outage costs a connection
 * attempt for each connection and not for each message.
 */
final class AngusCourier implements Courier {
    private final SmtpServer server;
    private final Patience patience;
    private final SmtpSession session;
    private final Pace pace;
    private final Recipients recipients;
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor alarms;
    private volatile boolean closed;

    AngusCourier(SmtpServer server, SSLSocketFactory tls, Patience patience) {
        this.server = server;
        this.patience = patience;
        this.session = new SmtpSession(server, tls, patience);
        this.pace = new Pace(server.ratePerSecond());
        this.recipients = new Recipients(server.onlyTo());
        this.alarms =
                new ScheduledThreadPoolExecutor(
                        1,
                        Thread.ofPlatform().daemon().name("smtp-alarm-" + server.id()).factory());
        alarms.setRemoveOnCancelPolicy(true);
        // after close there is no connection left to ring for
        alarms.setRejectedExecutionHandler(new ThreadPoolExecutor.DiscardPolicy());
    }

    @Override
    public String server() {
        return server.id();
    }

    @Override
    public void handOver(Iterator<Envelope> envelopes, Outcomes outcomes) {
        var taking = new ReentrantLock();
        var crew =
                new Crew(
                        server.connections(),
                        () -> {
                            taking.lock();
                            try {
                                return envelopes.hasNext()
                                        ? Optional.of(envelopes.next())
                                        : Optional.empty();
                            } finally {
                                taking.unlock();
                            }
                        });
        crew.work("smtp-" + server.id(), () -> new Worker(crew, outcomes).run())
                .ifPresent(outcomes::outOfReach);
    }

    /** Hands one message over on a connection of its own. */
    Outcome handOverNow(Envelope envelope) {
        if (!recipients.allow(envelope.recipient())) {
            return refused(envelope.recipient());
        }
        try {
            var connection = connect();
            try {
                return switch (hand(connection, envelope)) {
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

    private Outcome refused(EmailAddress recipient) {
        return new Outcome.Cancelled(
                "smtp.only-to of %s does not name %s".formatted(server.id(), recipient));
    }

    private Connection connect() throws Unreachable {
        var connection = Connection.to(server, session);
        open.add(connection);
        var alarm = alarm(connection);
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
            alarm.cancel(false);
        }
    }

    private Attempt hand(Connection connection, Envelope envelope) {
        var alarm = alarm(connection);
        try {
            return connection.hand(
                    envelope.returnPath().orElse(server.returnPath()),
                    envelope.recipient(),
                    envelope.letter());
        } finally {
            alarm.cancel(false);
        }
    }

    private Future<?> alarm(Connection connection) {
        return alarms.schedule(
                connection::cut, patience.message().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void leave(Connection connection) {
        open.remove(connection);
        if (connection.alive()) {
            connection.hangUp();
        }
    }

    @Override
    public void stop() {
        pace.stop();
    }

    @Override
    public void close() {
        closed = true;
        stop();
        open.forEach(Connection::cut);
        alarms.shutdownNow();
    }

    /** One connection's work, from the first envelope to none left. */
    private final class Worker {
        private static final Duration WAIT = Duration.ofSeconds(1);
        private static final int MOST_LOSSES = 3;

        private final Crew crew;
        private final Outcomes outcomes;
        private @Nullable Connection connection;
        private int losses;

        Worker(Crew crew, Outcomes outcomes) {
            this.crew = crew;
            this.outcomes = outcomes;
        }

        void run() throws InterruptedException {
            try {
                for (var next = crew.take(); next.isPresent(); next = crew.take()) {
                    serve(next.get());
                }
            } finally {
                if (connection != null) {
                    leave(connection);
                }
            }
        }

        private void serve(Envelope envelope) throws InterruptedException {
            if (!recipients.allow(envelope.recipient())) {
                outcomes.ended(envelope, refused(envelope.recipient()));
                return;
            }
            if (!pace.await()) {
                outcomes.notTaken(envelope);
                return;
            }
            try {
                var outcome = outcomeOf(envelope);
                outcomes.ended(envelope, outcome);
                losses = connection == null ? losses + 1 : 0;
                if (losses == MOST_LOSSES) {
                    losses = 0;
                    crew.down(
                            WAIT, Reply.ours(server.id() + " loses one connection after another"));
                }
            } catch (Unreachable e) {
                outcomes.notTaken(envelope);
                crew.down(WAIT, e.reply(server.id()));
            }
        }

        private Outcome outcomeOf(Envelope envelope) throws Unreachable {
            while (true) {
                var current = connection == null ? connect() : connection;
                connection = current;
                var attempt = hand(current, envelope);
                if (!current.alive()) {
                    leave(current);
                    connection = null;
                }
                if (attempt instanceof Attempt.Ended(var outcome)) {
                    return outcome;
                }
            }
        }
    }
}
