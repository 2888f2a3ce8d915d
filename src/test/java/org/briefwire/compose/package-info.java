/** Tests of the package of the same name, and the samples that they share. */
@NullMarked
package org.briefwire.compose;

import org.jspecify.annotations.NullMarked;
