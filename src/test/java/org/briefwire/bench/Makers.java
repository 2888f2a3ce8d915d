package org.briefwire.bench;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.briefwire.config.Config;
import org.briefwire.edition.EditionMaker;
import org.briefwire.edition.Rendering;
import org.briefwire.model.Stop;
import org.briefwire.store.Archive;
import org.briefwire.store.Contents;
import org.briefwire.store.CursorMoves;
import org.briefwire.store.Database;
import org.briefwire.store.Editions;
import org.briefwire.store.Waves;
import org.briefwire.store.Withdrawals;

/** Makes editions whose every content is the same: what is measured is not the rendering. */
final class Makers {
    private Makers() {}

    static EditionMaker of(Config config, Database database, byte[] stencil, InstantSource clock) {
        return new EditionMaker(
                new EditionMaker.Parts(
                        new Editions(database),
                        new Waves(database),
                        new CursorMoves(database),
                        new Contents(database),
                        new Withdrawals(database),
                        new Archive(database)::find,
                        order -> new Rendering("News", "", stencil, stencil.length, List.of())),
                new EditionMaker.Limits(
                        config.publication().zone(), Duration.ofHours(6), new Stop()),
                clock);
    }
}
