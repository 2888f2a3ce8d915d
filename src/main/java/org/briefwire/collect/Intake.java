package org.briefwire.collect;

import org.briefwire.media.MediaShelf;
import org.briefwire.store.Briefings;
import org.briefwire.store.Pictures;
import org.briefwire.store.Rejections;
import org.briefwire.store.Sources;

/** Where what is collected is kept. */
public record Intake(
        Briefings briefings,
        Sources sources,
        Rejections rejections,
        Pictures pictures,
        MediaShelf media) {}
