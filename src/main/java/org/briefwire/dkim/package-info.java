/** DKIM signatures (RFC 6376, RFC 8463): bytes in, headers out; and the keys that make them. */
@NullMarked
package org.briefwire.dkim;

import org.jspecify.annotations.NullMarked;
