/** Tests of DKIM signatures, with the RFCs' examples and verifiers of other makers. */
@NullMarked
package org.briefwire.dkim;

import org.jspecify.annotations.NullMarked;
