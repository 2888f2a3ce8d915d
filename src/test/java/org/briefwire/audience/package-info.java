/** How people join, choose and leave. */
@NullMarked
package org.briefwire.audience;

import org.jspecify.annotations.NullMarked;
