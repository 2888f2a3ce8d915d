/** Quartz's cron expressions, read on the wall clock. */
@NullMarked
package org.briefwire.cron;

import org.jspecify.annotations.NullMarked;
