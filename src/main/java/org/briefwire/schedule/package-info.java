/** Quartz behind one door: it wakes the main job, and decides nothing. */
@NullMarked
package org.briefwire.schedule;

import org.jspecify.annotations.NullMarked;
