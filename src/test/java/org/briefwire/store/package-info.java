/** The store on both databases. */
@NullMarked
package org.briefwire.store;

import org.jspecify.annotations.NullMarked;
