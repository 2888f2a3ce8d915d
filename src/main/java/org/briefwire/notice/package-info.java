/** Mails that are no digest: composed in the reader's language and kept for the courier. */
@NullMarked
package org.briefwire.notice;

import org.jspecify.annotations.NullMarked;
