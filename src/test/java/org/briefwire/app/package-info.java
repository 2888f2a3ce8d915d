/** Tests of how an installation is wired and looked at. */
@NullMarked
package org.briefwire.app;

import org.jspecify.annotations.NullMarked;
