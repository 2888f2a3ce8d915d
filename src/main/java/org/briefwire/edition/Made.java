package org.briefwire.edition;

import java.util.List;
import java.util.OptionalLong;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;
import org.briefwire.model.Slot;

/** What became of a wave that was due. */
public sealed interface Made {
    ListId list();

    CadenceId cadence();

    Slot slot();

    /** Its deliveries are in the database. */
    record Sealed(
            ListId list, CadenceId cadence, Slot slot, long number, int briefings, int contents)
            implements Made {}

    /** There was nothing new. */
    record Skipped(ListId list, CadenceId cadence, Slot slot) implements Made {}

    /** It waits for a person. */
    record Held(ListId list, CadenceId cadence, Slot slot, long number, List<String> findings)
            implements Made {
        public Held {
            findings = List.copyOf(findings);
        }
    }

    /** A person cancelled the edition before; its news wait for the next one. */
    record Cancelled(ListId list, CadenceId cadence, Slot slot) implements Made {}

    /** It came too late: its news go into the next one. */
    record Missed(ListId list, CadenceId cadence, Slot slot) implements Made {}

    /** It could not be made; the next run goes on with it. */
    record Failed(ListId list, CadenceId cadence, Slot slot, String reason) implements Made {}

    /** The process was told to end in the middle of it; the next run goes on with it. */
    record Unfinished(ListId list, CadenceId cadence, Slot slot) implements Made {}

    /** The edition's number, where it has one. */
    default OptionalLong edition() {
        return switch (this) {
            case Sealed made -> OptionalLong.of(made.number());
            case Held made -> OptionalLong.of(made.number());
            case Skipped made -> OptionalLong.empty();
            case Cancelled made -> OptionalLong.empty();
            case Missed made -> OptionalLong.empty();
            case Failed made -> OptionalLong.empty();
            case Unfinished made -> OptionalLong.empty();
        };
    }
}
