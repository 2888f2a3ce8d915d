package org.briefwire.config;

import org.briefwire.model.TopicId;

/** What a topic is called on pages, in mails and in feeds; the order is the order of the pages. */
public record Topic(TopicId id, String title) {}
