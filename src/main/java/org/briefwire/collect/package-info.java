/** The first step: folders and feeds of the outside world become briefings. */
@NullMarked
package org.briefwire.collect;

import org.jspecify.annotations.NullMarked;
