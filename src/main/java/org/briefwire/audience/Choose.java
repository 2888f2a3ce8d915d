package org.briefwire.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.model.CadenceId;
import org.briefwire.model.Choice;
import org.briefwire.model.Depth;
import org.briefwire.model.ListId;
import org.briefwire.model.SubscriptionId;
import org.briefwire.model.SubscriptionState;
import org.briefwire.model.Topics;
import org.briefwire.store.Preferences;
import org.briefwire.store.Preferences.Sheet;
import org.briefwire.store.Preferences.Urgent;

/** How subscribers choose: lists, topics, cadence, depth, language. Safe for many threads. */
public final class Choose {
    private final Config config;
    private final Preferences preferences;
    private final StartCursor startCursor;

    public Choose(Config config, Preferences preferences, StartCursor startCursor) {
        this.config = config;
        this.preferences = preferences;
        this.startCursor = startCursor;
    }

    /**
     * What is wanted of a list.
     *
     * @param cadence one of the list's
     */
    public record Wanted(
            ListId list, CadenceId cadence, Depth depth, Topics topics, Urgent urgent) {}

    /**
     * Everything that is wanted.
     *
     * @param language a BCP 47 tag; empty: each list's
     * @param zone a tz name; empty: the publication's
     * @param pausedUntil no mail before; nothing: no pause
     * @param lists those that are wanted; every other one that is offered is left
     */
    public record Wants(
            String name,
            String language,
            String zone,
            Optional<Instant> pausedUntil,
            List<Wanted> lists) {
        public Wants {
            lists = List.copyOf(lists);
        }
    }

    /** What the subscriber of this subscription chose; nothing when they were erased. */
    public Optional<Sheet> of(SubscriptionId subscription) {
        return preferences.of(subscription);
    }

    /** The lists that they may choose: the public ones, and those that they are on. */
    public List<NewsList> offered(Sheet sheet) {
        return config.lists().stream()
                .filter(list ->
                        list.visibility() == NewsList.Visibility.PUBLIC
                                || sheet.on(list.id())
                                        .filter(line -> line.state() == SubscriptionState.ACTIVE)
                                        .isPresent())
                .toList();
    }

    /** Keeps what they want. */
    public void choose(Sheet sheet, Wants wants, String evidence, Instant at) {
        var wishes = new ArrayList<Preferences.Wish>();
        var left = new ArrayList<ListId>();
        for (var list : offered(sheet)) {
            wants.lists().stream()
                    .filter(wanted -> wanted.list().equals(list.id()))
                    .findFirst()
                    .ifPresentOrElse(
                            wanted -> wishes.add(wish(wanted, wants, at)),
                            () -> left.add(list.id()));
        }
        preferences.save(
                sheet.id(),
                new Preferences.Wishes(
                        wants.name(),
                        wants.language(),
                        wants.zone(),
                        wants.pausedUntil(),
                        wishes,
                        left),
                evidence,
                at);
    }

    private Preferences.Wish wish(Wanted wanted, Wants wants, Instant at) {
        return new Preferences.Wish(
                wanted.list(),
                wanted.cadence(),
                new Choice(wanted.depth(), wanted.topics(), wants.language()),
                wanted.urgent(),
                startCursor.of(wanted.list(), wanted.cadence(), wants.zone(), at));
    }
}
