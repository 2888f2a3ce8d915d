/** Proves that signed links hold what they promise. */
@NullMarked
package org.briefwire.link;

import org.jspecify.annotations.NullMarked;
