package org.briefwire.model;

/**
 * What a subscription wants of its list: all subscriptions with the same choice and the same cursor
 * share one content.
 *
 * @param language a BCP 47 tag; empty for the list's
 */
public record Choice(Depth depth, Topics topics, String language) {
    public static final Choice EVERYTHING = new Choice(Depth.FULL, Topics.ALL, "");
}
