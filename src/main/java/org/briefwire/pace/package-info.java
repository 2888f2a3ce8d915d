/** How fast mail may go out: to each mailbox provider, by each server, on each day. */
@NullMarked
package org.briefwire.pace;

import org.jspecify.annotations.NullMarked;
