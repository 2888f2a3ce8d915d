package org.briefwire.syndicate;

/** Reads a feed as a feed reader would, before it replaces the last good one. */
@FunctionalInterface
public interface ReadBack {
    /**
     * Checks a feed's bytes.
     *
     * @throws RuntimeException when they can't be read or don't say what the feed says
     */
    void check(Feed feed, FeedFormat format, byte[] bytes);
}
