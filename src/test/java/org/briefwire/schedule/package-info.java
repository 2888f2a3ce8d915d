/** What wakes the main job. */
@NullMarked
package org.briefwire.schedule;

import org.jspecify.annotations.NullMarked;
