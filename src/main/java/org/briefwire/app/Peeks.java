package org.briefwire.app;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.briefwire.briefing.HouseStyle;
import org.briefwire.collect.FetchLimits;
import org.briefwire.collect.Fetcher;
import org.briefwire.collect.Peek;
import org.briefwire.config.Config;
import org.briefwire.config.Source;

/** Looks at what is outside, with an installation's habits or without. */
final class Peeks {
    private static final List<String> FURNITURE = List.of("Latest Articles");

    private Peeks() {}

    static Peek of(Config config) {
        var furniture =
                config.sources().stream()
                        .filter(Source.Folder.class::isInstance)
                        .map(Source.Folder.class::cast)
                        .flatMap(folder -> folder.furniture().stream())
                        .distinct()
                        .toList();
        return new Peek(
                fetcher(config),
                new HouseStyle(
                        config.publication().zone(), furniture.isEmpty() ? FURNITURE : furniture));
    }

    static Peek anywhere() {
        return new Peek(
                fetcher("no publication", List.of()),
                new HouseStyle(ZoneId.systemDefault(), FURNITURE));
    }

    /** The one door to other people's servers; it says whose it is. */
    static Fetcher fetcher(Config config) {
        var feeds =
                config.sources().stream()
                        .filter(Source.Feed.class::isInstance)
                        .map(source -> ((Source.Feed) source).feed())
                        .toList();
        return fetcher(config.publication().url().toString(), feeds);
    }

    private static Fetcher fetcher(String contact, List<URI> known) {
        var version =
                Objects.requireNonNullElse(
                        Peeks.class.getPackage().getImplementationVersion(), "dev");
        return new Fetcher(
                "Briefwire/%s (+%s)".formatted(version, contact), FetchLimits.DEFAULT, known);
    }
}
