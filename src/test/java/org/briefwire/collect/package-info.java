/** Collecting from folders and feeds, and from servers that fail in every way. */
@NullMarked
package org.briefwire.collect;

import org.jspecify.annotations.NullMarked;
