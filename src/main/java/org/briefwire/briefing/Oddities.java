package org.briefwire.briefing;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a desk may have forgotten in a briefing that is one all the same. */
public final class Oddities {
    private Oddities() {}

    /** In words, with what follows; none for a briefing that has everything. */
    public static List<Remark> of(Reading.Parsed parsed, Instant now) {
        var briefing = parsed.briefing();
        var odd = new ArrayList<>(parsed.remarks());
        if (briefing.lead().isEmpty()) {
            odd.add(new Remark("no lead: the mail's essentials begin with one", 0));
        }
        if (briefing.sections().isEmpty()) {
            odd.add(
                    new Remark(
                            "no sections: a line in capitals, or one that begins with '##', is a"
                                    + " heading",
                            0));
        }
        for (var section : briefing.sections()) {
            if (section.blocks().isEmpty()) {
                odd.add(new Remark("nothing stands under '%s'".formatted(section.heading()), 0));
            }
        }
        if (briefing.attribution().sentence().isEmpty()) {
            odd.add(
                    new Remark(
                            "no attribution, such as 'This briefing is based on information from"
                                    + " Reuters.'",
                            0));
        }
        if (!briefing.author().isNamed()) {
            odd.add(new Remark("no author: a short line after the attribution is one", 0));
        }
        parsed.matter()
                .embargo()
                .or(parsed.matter()::date)
                .filter(now::isBefore)
                .ifPresent(date ->
                        odd.add(new Remark("waits until %s: an embargo".formatted(date), 0)));
        return odd;
    }
}
