package org.briefwire.config;

import java.util.List;
import java.util.Map;
import org.briefwire.config.Cadence.Clock;
import org.briefwire.cron.Cron;
import org.briefwire.model.CadenceId;

/** The keys of each of {@code lists[].cadences:}. */
final class CadenceKeys {
    /** The cadences of what goes out beside those of the config, and what that is. */
    private static final Map<String, String> OURS =
            Map.of(
                    "now", "'run --now'",
                    "breaking", "breaking news",
                    "correction", "urgent corrections");

    static final Key<String> ID =
            Key.required("id", Kinds.ID, "Its name, for ever: subscriptions remember it.");
    private static final Key<String> CRON =
            Key.derived(
                    "cron",
                    new Kind.One<>("cron", "0 0 7 ? * MON-FRI", CadenceKeys::cron),
                    "instant: at each release",
                    "When it goes out, on the wall clock: second, minute, hour, day of the month,"
                            + " month, day of the week (Quartz).");
    private static final Key<Clock> ZONE =
            Key.defaulted(
                    "zone",
                    Kinds.oneOf(Clock.class),
                    "publication",
                    "Whose wall clock the cron means.");

    static final Kind.Keys EACH = new Kind.Keys("a section of keys", List.of(ID, CRON, ZONE));

    private CadenceKeys() {}

    static Cadence read(Section section) {
        var id = section.get(ID);
        var ours = OURS.get(id);
        if (ours != null) {
            section.error(ID, "'%s' is the cadence of %s; choose another id".formatted(id, ours));
        }
        var cron = section.find(CRON).orElse("");
        if (section.has(ZONE) && !section.has(CRON)) {
            section.error(ZONE, "is for a cadence with a cron; an instant one has no clock");
        }
        return new Cadence(new CadenceId(id), cron, section.get(ZONE));
    }

    private static String cron(String text) {
        Cron.parse(text);
        return text.strip();
    }
}
