package org.briefwire.edition;

import java.time.Instant;
import org.briefwire.model.Slot;

/** A slot and the instant at which it comes due in one zone. */
record DueSlot(Slot slot, Instant due) {}
