/** What people see, in their language: texts, plurals, dates and numbers. */
@NullMarked
package org.briefwire.message;

import org.jspecify.annotations.NullMarked;
