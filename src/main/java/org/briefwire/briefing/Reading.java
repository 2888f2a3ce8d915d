package org.briefwire.briefing;

import java.util.List;
import org.briefwire.model.Briefing;

/** What became of a file's text. */
public sealed interface Reading {
    /**
     * It is a briefing.
     *
     * @param remarks in the order of their lines
     */
    record Parsed(Briefing briefing, FrontMatter matter, List<Remark> remarks) implements Reading {
        public Parsed {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * It is none, and is set aside.
     *
     * @param reason what is wrong and what would be right
     * @param line from 1; 0 when it is the file as a whole
     * @param column from 1; 0 when it is the file as a whole
     */
    record Rejected(String reason, int line, int column) implements Reading {}
}
