/** The one door to DNS: what a name's records say, or that nobody can tell. */
@NullMarked
package org.briefwire.dns;

import org.jspecify.annotations.NullMarked;
