/** What is counted while mail goes out, for Prometheus to collect. */
@NullMarked
package org.briefwire.watch;

import org.jspecify.annotations.NullMarked;
