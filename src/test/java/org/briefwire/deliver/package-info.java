/** The couriers against a server that misbehaves, and the dispatch on both databases. */
@NullMarked
package org.briefwire.deliver;

import org.jspecify.annotations.NullMarked;
