/** The main job. */
@NullMarked
package org.briefwire.run;

import org.jspecify.annotations.NullMarked;
