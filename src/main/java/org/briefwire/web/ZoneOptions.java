package org.briefwire.web;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The time zones that a reader can choose from, by continent, in the alphabet's order. */
final class ZoneOptions {
    private static final Pattern PLACE =
            Pattern.compile(
                    "(Africa|America|Antarctica|Asia|Atlantic|Australia|Europe|Indian|Pacific)/(.+)");
    private static final Set<String> KNOWN = Set.copyOf(ZoneId.getAvailableZoneIds());
    private static final Map<String, List<String>> PLACES = places();

    private ZoneOptions() {}

    /** A continent's places. */
    record Continent(String name, List<PreferenceView.Option> zones) {}

    static boolean isKnown(String id) {
        return KNOWN.contains(id);
    }

    static List<Continent> of(String chosen) {
        var continents = new ArrayList<Continent>();
        if (!PLACE.matcher(chosen).matches()) {
            continents.add(
                    new Continent(
                            chosen, List.of(new PreferenceView.Option(chosen, chosen, true))));
        }
        PLACES.forEach((continent, places) ->
                continents.add(
                        new Continent(
                                continent,
                                places.stream()
                                        .map(place ->
                                                option(continent + "/" + place, place, chosen))
                                        .toList())));
        return continents;
    }

    private static PreferenceView.Option option(String id, String place, String chosen) {
        return new PreferenceView.Option(
                id, place.replace('_', ' ').replace("/", ": "), id.equals(chosen));
    }

    private static Map<String, List<String>> places() {
        var places = new TreeMap<String, List<String>>();
        ZoneId.getAvailableZoneIds().stream()
                .sorted()
                .map(PLACE::matcher)
                .filter(place -> place.matches())
                .forEach(place ->
                        places.computeIfAbsent(place.group(1), _ -> new ArrayList<>())
                                .add(place.group(2)));
        return places;
    }
}
