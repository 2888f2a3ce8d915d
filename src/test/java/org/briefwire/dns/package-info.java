/** The JDK's resolver before a name server of the tests' own. */
@NullMarked
package org.briefwire.dns;

import org.jspecify.annotations.NullMarked;
