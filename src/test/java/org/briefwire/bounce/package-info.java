/** Tests of reading bounces. */
@NullMarked
package org.briefwire.bounce;

import org.jspecify.annotations.NullMarked;
