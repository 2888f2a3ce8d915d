/** Benches, run by hand through the scripts in bench/; never by the tests. */
@NullMarked
package org.briefwire.bench;

import org.jspecify.annotations.NullMarked;
