/** Turns a news desk's briefings into email digests and feeds. */
@NullMarked
package org.briefwire;

import org.jspecify.annotations.NullMarked;
