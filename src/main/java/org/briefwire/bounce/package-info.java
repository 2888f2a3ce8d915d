/** What a mail that came back means: bounces, complaints, automatic replies. */
@NullMarked
package org.briefwire.bounce;

import org.jspecify.annotations.NullMarked;
