package org.briefwire.deliver;

import javax.net.ssl.SSLSocketFactory;
import org.briefwire.config.SmtpServer;

/**
 * Hands over on kept connections, each with a worker of its own: where the server offers PIPELINING
 * and keeps to it, by a {@link Pipeline}, else a command at a time.
 *
 * <p>A connection that can't be had is tried again while others work. When none can be had the
 * server is out of reach and the rest is not taken, so that an outage costs a connection attempt
 * for each connection and not for each message.
 */
final class SmtpCourier implements Courier {
    private final Station station;

    /**
     * A courier without connections yet.
     *
     * @param pace of all couriers together
     */
    SmtpCourier(SmtpServer server, SSLSocketFactory tls, Patience patience, Pace pace) {
        this.station = new Station(server, tls, patience, pace);
    }

    @Override
    public String server() {
        return station.server();
    }

    @Override
    public void handOver(Envelopes envelopes, Outcomes outcomes) {
        var crew = new Crew(station.connections(), envelopes);
        crew.work("smtp-" + server(), () -> new Worker(station, crew, outcomes).run())
                .ifPresent(outcomes::outOfReach);
    }

    @Override
    public int connections() {
        return station.connections();
    }

    @Override
    public Outcome handOverNow(Envelope envelope) {
        return station.handOverNow(envelope);
    }

    @Override
    public boolean answers() {
        return station.answers();
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
