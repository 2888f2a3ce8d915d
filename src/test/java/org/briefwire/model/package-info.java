/** The words of the design keep their promises. */
@NullMarked
package org.briefwire.model;

import org.jspecify.annotations.NullMarked;
