/** Benchmarks: programs that the scripts in bench/ run, never the tests. */
@NullMarked
package org.briefwire.bench;

import org.jspecify.annotations.NullMarked;
