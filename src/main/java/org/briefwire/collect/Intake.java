package org.briefwire.collect;

import org.briefwire.store.Briefings;
import org.briefwire.store.Rejections;
import org.briefwire.store.Sources;

/** Where what is collected is kept. */
public record Intake(Briefings briefings, Sources sources, Rejections rejections) {}
