/** Cron expressions. */
@NullMarked
package org.briefwire.cron;

import org.jspecify.annotations.NullMarked;
