package org.briefwire.web;

import org.briefwire.audience.Join;
import org.briefwire.store.Frequencies;
import org.briefwire.store.JoinGate;

/** What the pages for joining use. */
public record JoinServices(Join join, JoinGate gate, Frequencies frequencies) {}
