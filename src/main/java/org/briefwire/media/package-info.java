/** Pictures: checked by their bytes, made fit for mail, kept under their hash. */
@NullMarked
package org.briefwire.media;

import org.jspecify.annotations.NullMarked;
