/** What the code may and may not do, read from the code. */
@NullMarked
package org.briefwire.architecture;

import org.jspecify.annotations.NullMarked;
