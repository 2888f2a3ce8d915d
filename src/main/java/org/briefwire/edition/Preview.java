package org.briefwire.edition;

import java.time.InstantSource;
import java.util.Optional;
import org.briefwire.config.NewsList;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.Slot;
import org.briefwire.model.Topics;

/** What a list's next edition would carry, were it made now. Changes nothing. */
public final class Preview {
    private final EditionMaker.Parts parts;
    private final InstantSource clock;

    public Preview(EditionMaker.Parts parts, InstantSource clock) {
        this.parts = parts;
        this.clock = clock;
    }

    /** The order of the next edition in full; nothing: there is nothing new. Its key is empty. */
    public Optional<Order> next(NewsList list) {
        var after = parts.waves().lastCutoff(list.id(), list.firstCadence().id());
        var choice = new Choice(Depth.FULL, Topics.ALL, list.language());
        var selection =
                Selection.of(
                        list, choice.topics(), parts.contents().candidates(after, Long.MAX_VALUE));
        if (selection.isEmpty()) {
            return Optional.empty();
        }
        var found = parts.briefings().find(selection.briefings());
        var now = clock.instant();
        return Optional.of(
                new Order(
                        list,
                        parts.editions().nextNumber(list.id()),
                        Slot.of(now),
                        now,
                        "",
                        choice.depth(),
                        choice.language(),
                        selection.items(found)));
    }
}
