package org.briefwire.web;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.message.Messages;

/** Says in words how often a list goes out, for the cron expressions that people usually write. */
final class Cadences {
    private static final Pattern AT =
            Pattern.compile("0 (\\d{1,2}) (\\d{1,2}) (\\S+) \\* (\\S+)( \\*)?");
    private static final List<String> DAYS =
            List.of("MON", "TUE", "WED", "THU", "FRI", "SAT", "SUN");

    private Cadences() {}

    /** 'every day at 07:00, on Mondays at 07:00 or at once'. */
    static String inWords(NewsList list, Messages messages) {
        return list.cadences().stream()
                .map(cadence -> inWords(cadence, messages))
                .distinct()
                .collect(Collectors.joining(" · "));
    }

    /** 'every Monday at 07:00'. */
    static String inWords(Cadence cadence, Messages messages) {
        if (cadence.isInstant()) {
            return messages.text("web.cadence.instant");
        }
        var cron = AT.matcher(cadence.cron().strip().toUpperCase(Locale.ROOT));
        if (!cron.matches() || !(cron.group(3).equals("?") || cron.group(3).equals("*"))) {
            return messages.text("web.cadence.other");
        }
        var time =
                messages.time(
                        LocalTime.of(
                                Integer.parseInt(cron.group(2)), Integer.parseInt(cron.group(1))));
        var days = cron.group(4);
        if (days.equals("*") || days.equals("?")) {
            return messages.text("web.cadence.daily", time);
        }
        if (days.equals("MON-FRI")) {
            return messages.text("web.cadence.weekdays", time);
        }
        if (!DAYS.contains(days)) {
            return messages.text("web.cadence.other");
        }
        var day = messages.weekday(DayOfWeek.of(DAYS.indexOf(days) + 1));
        return messages.text("web.cadence.weekly", day, time);
    }
}
