package org.briefwire.store;

import org.briefwire.model.EmailAddress;

/**
 * What is kept of a subscriber.
 *
 * @param address as typed
 * @param name empty when unknown
 * @param language a BCP 47 tag; empty: each list's
 * @param zone a tz name; empty: the publication's
 */
public record Person(EmailAddress address, String name, String language, String zone) {}
