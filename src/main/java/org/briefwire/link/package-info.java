/** Signed links: what a mail's addresses carry, and what they prove when they come back. */
@NullMarked
package org.briefwire.link;

import org.jspecify.annotations.NullMarked;
