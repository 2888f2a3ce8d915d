/** The command line, through its own entry. */
@NullMarked
package org.briefwire.cli;

import org.jspecify.annotations.NullMarked;
