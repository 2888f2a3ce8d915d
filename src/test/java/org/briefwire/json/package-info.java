/** JSON: what is written is read back. */
@NullMarked
package org.briefwire.json;

import org.jspecify.annotations.NullMarked;
