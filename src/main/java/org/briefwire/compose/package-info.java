/** Briefings to mail: a digest becomes MIME bytes with blanks for what is personal. */
@NullMarked
package org.briefwire.compose;

import org.jspecify.annotations.NullMarked;
