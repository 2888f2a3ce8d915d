package org.briefwire.deliver;

import java.util.Iterator;
import javax.net.ssl.SSLSocketFactory;
import org.briefwire.config.SmtpServer;

/**
 * Hands over on kept connections, each with a worker of its own: where the server offers PIPELINING
 * and keeps to it, by a {@link Pipeline}, else a command at a time.
 *
 * <p>A connection that can't be had is tried again while others work. When none can be had the
 * server is out of reach and the rest stays in the iterator, so that an outage costs a connection
 * attempt for each connection and not for each message.
 */
final class SmtpCourier implements Courier {
    private final Station station;

    SmtpCourier(SmtpServer server, SSLSocketFactory tls, Patience patience) {
        this.station = new Station(server, tls, patience);
    }

    @Override
    public String server() {
        return station.server();
    }

    @Override
    public void handOver(Iterator<Envelope> envelopes, Outcomes outcomes) {
        var crew = Crew.over(envelopes, station.connections());
        crew.work("smtp-" + server(), () -> new Worker(station, crew, outcomes).run())
                .ifPresent(outcomes::outOfReach);
    }

    @Override
    public Outcome handOverNow(Envelope envelope) {
        return station.handOverNow(envelope);
    }

    @Override
    public void shareWith(int sharers) {
        station.pace().shareWith(sharers);
    }

    @Override
    public void stop() {
        station.stop();
    }

    @Override
    public void close() {
        station.close();
    }
}
