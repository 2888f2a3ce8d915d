/** JSON behind one door. */
@NullMarked
package org.briefwire.json;

import org.jspecify.annotations.NullMarked;
