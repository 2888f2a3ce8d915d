package org.briefwire.web;

/** What answers a request; called by many threads at once. */
@FunctionalInterface
public interface Page {
    Response answer(Request request);
}
