package org.briefwire.edition;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Stop;
import org.briefwire.store.Archive;
import org.briefwire.store.Contents;
import org.briefwire.store.CursorMoves;
import org.briefwire.store.Database;
import org.briefwire.store.Editions;
import org.briefwire.store.Waves;
import org.briefwire.store.Withdrawals;

/** Renders the keys of what is ordered, and remembers; misbehaves on request. */
final class TestRenderer implements Renderer {
    final List<Order> rendered = Collections.synchronizedList(new ArrayList<>());
    volatile List<String> errors = List.of();
    volatile String failure = "";
    volatile Runnable meanwhile = () -> {};
    final Stop stop = new Stop();

    EditionMaker maker(Database database, ZoneId home, InstantSource clock) {
        return new EditionMaker(
                new EditionMaker.Parts(
                        new Editions(database),
                        new Waves(database),
                        new CursorMoves(database),
                        new Contents(database),
                        new Withdrawals(database),
                        new Archive(database)::find,
                        this),
                new EditionMaker.Limits(home, Duration.ofHours(6), stop),
                clock);
    }

    @Override
    public Rendering render(Order order) {
        if (!failure.isEmpty()) {
            throw new BriefwireException(failure);
        }
        rendered.add(order);
        meanwhile.run();
        return new Rendering(
                order.items().getFirst().briefing().briefing().headline(),
                "",
                order.key().getBytes(StandardCharsets.US_ASCII),
                order.items().size(),
                errors);
    }
}
