/** Runs the steps of the main job against real databases. */
@NullMarked
package org.briefwire.run;

import org.jspecify.annotations.NullMarked;
