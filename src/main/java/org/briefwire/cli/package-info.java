/** The command line: one class a command, a door to the services that {@code app} has wired. */
@NullMarked
package org.briefwire.cli;

import org.jspecify.annotations.NullMarked;
