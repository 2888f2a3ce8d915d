/**
 * Briefings to feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1, and the shelf that keeps their bytes.
 */
@NullMarked
package org.briefwire.syndicate;

import org.jspecify.annotations.NullMarked;
