/** Tests of the figures. */
@NullMarked
package org.briefwire.watch;

import org.jspecify.annotations.NullMarked;
