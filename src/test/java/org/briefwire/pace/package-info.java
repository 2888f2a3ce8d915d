/** Tests of the speeds. */
@NullMarked
package org.briefwire.pace;

import org.jspecify.annotations.NullMarked;
