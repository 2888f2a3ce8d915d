/** Holds feeds against the rules of their formats, on parsed output. */
@NullMarked
package org.briefwire.syndicate;

import org.jspecify.annotations.NullMarked;
