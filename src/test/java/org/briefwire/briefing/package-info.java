/** The news-brief format, from the real sample to the most hostile bytes. */
@NullMarked
package org.briefwire.briefing;

import org.jspecify.annotations.NullMarked;
