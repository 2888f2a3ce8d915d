/** Tests of the package of the same name. */
@NullMarked
package org.briefwire.template;

import org.jspecify.annotations.NullMarked;
