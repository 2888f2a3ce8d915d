package org.briefwire.audience;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.Writer;
import org.briefwire.model.Topics;
import org.briefwire.store.Standing;
import org.briefwire.store.Subscriber;
import org.briefwire.store.Subscribers;

/** Writes every subscription as a row of CSV that an import reads back. */
public final class SubscriberExport {
    private final Subscribers subscribers;

    public SubscriberExport(Subscribers subscribers) {
        this.subscribers = subscribers;
    }

    /** Writes all of them; the writer stays open. */
    public void write(Writer out) throws IOException {
        var csv = CsvWriter.builder().build(out);
        csv.writeRecord(
                "email", "name", "language", "zone", "list", "state", "cadence", "topics", "depth");
        subscribers.each(
                Integer.MAX_VALUE,
                subscriber ->
                        subscriber
                                .subscriptions()
                                .forEach(standing -> write(csv, subscriber, standing)));
        csv.flush();
    }

    private static void write(CsvWriter csv, Subscriber subscriber, Standing standing) {
        var person = subscriber.person();
        csv.writeRecord(
                person.address().toString(),
                person.name(),
                person.language(),
                person.zone(),
                standing.list().value(),
                standing.state().word(),
                standing.cadence().value(),
                topics(standing.choice().topics()),
                standing.choice().depth().word());
    }

    private static String topics(Topics topics) {
        return topics.word().replace(' ', ';');
    }
}
