package org.briefwire.model;

import java.time.Instant;

/**
 * A briefing that was public and was taken back.
 *
 * @param tagUri its permanent id in feeds
 * @param reason in words; empty: nobody said
 * @param at when it was taken back
 */
public record WithdrawnBriefing(
        String tagUri, String slug, Instant published, String reason, Instant at) {}
