/** Slots, waves, cut-offs and cursors. */
@NullMarked
package org.briefwire.edition;

import org.jspecify.annotations.NullMarked;
