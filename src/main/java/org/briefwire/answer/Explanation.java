package org.briefwire.answer;

import java.time.Instant;
import java.util.List;
import org.briefwire.model.EmailAddress;

/**
 * Everything about one person's mail, in sentences that can be read out to them.
 *
 * @param person who they are
 * @param warnings what holds for all of their mail, such as that their address gets none
 */
public record Explanation(
        EmailAddress person, String description, List<String> warnings, List<Chapter> chapters) {
    public Explanation {
        warnings = List.copyOf(warnings);
        chapters = List.copyOf(chapters);
    }

    /**
     * What happened on one list, or outside of any.
     *
     * @param list its id; empty: notices
     */
    public record Chapter(String list, String title, List<Line> lines) {
        public Chapter {
            lines = List.copyOf(lines);
        }
    }

    /**
     * One thing that happened, or did not.
     *
     * @param edition its number within its list; 0: it belongs to none
     * @param what in a word, such as 'sent', 'not_chosen', 'confirmed'
     */
    public record Line(Instant at, long edition, String what, String sentence) {}
}
