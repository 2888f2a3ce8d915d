package org.briefwire.web;

import org.briefwire.audience.Choose;
import org.briefwire.audience.Leave;
import org.briefwire.store.EditionOrders;
import org.briefwire.store.Held;

/** What the pages can change, behind their buttons. */
public record Services(Leave leave, Choose choose, Held held, EditionOrders orders) {}
