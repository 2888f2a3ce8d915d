/** The news-brief text format: a desk's file becomes a briefing, or a reason why not. */
@NullMarked
package org.briefwire.briefing;

import org.jspecify.annotations.NullMarked;
