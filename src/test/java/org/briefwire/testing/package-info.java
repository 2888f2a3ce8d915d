/** Our own fakes and generators: databases of both kinds, a clock, misbehaving servers. */
@NullMarked
package org.briefwire.testing;

import org.jspecify.annotations.NullMarked;
