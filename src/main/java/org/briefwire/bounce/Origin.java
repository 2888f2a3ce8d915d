package org.briefwire.bounce;

import java.util.List;

/**
 * Where a mail came from, and what may tell which of our mails it is about.
 *
 * @param addressedTo the fields that say whom it was sent to
 * @param isMachine whether its head looks like a mail system's, whatever it says
 * @param traces every other text in it, decoded: fields, and parts, those of the copy too
 */
public record Origin(
        String sender,
        String subject,
        boolean isMachine,
        List<String> addressedTo,
        List<String> traces) {
    public Origin {
        addressedTo = List.copyOf(addressedTo);
        traces = List.copyOf(traces);
    }
}
