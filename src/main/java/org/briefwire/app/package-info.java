/** The composition root: the only place that wires. */
@NullMarked
package org.briefwire.app;

import org.jspecify.annotations.NullMarked;
