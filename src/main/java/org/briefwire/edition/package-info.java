/** Which briefings go to whom, and when: slots, waves, cut-offs and cursors. */
@NullMarked
package org.briefwire.edition;

import org.jspecify.annotations.NullMarked;
