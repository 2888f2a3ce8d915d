/** Deliveries and notices to SMTP servers: claimed, handed over, and their outcomes kept. */
@NullMarked
package org.briefwire.deliver;

import org.jspecify.annotations.NullMarked;
