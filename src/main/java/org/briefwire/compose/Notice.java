package org.briefwire.compose;

import java.time.Instant;
import org.briefwire.model.EmailAddress;

/**
 * A mail that is no digest, for one person.
 *
 * @param language a BCP 47 tag
 * @param messageId without angle brackets; the same for the same notice, so that a receiver can
 *     drop a repeat
 */
public record Notice(
        EmailAddress to, String language, String messageId, Instant date, NoticeText text) {}
