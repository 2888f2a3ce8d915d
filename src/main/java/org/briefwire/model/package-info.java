/** The words of the design: records and sealed types that every other package speaks. */
@NullMarked
package org.briefwire.model;

import org.jspecify.annotations.NullMarked;
