/** Whole stories through the command line, on both databases. */
@NullMarked
package org.briefwire.journey;

import org.jspecify.annotations.NullMarked;
