/** Tests of the package of the same name. */
@NullMarked
package org.briefwire.message;

import org.jspecify.annotations.NullMarked;
