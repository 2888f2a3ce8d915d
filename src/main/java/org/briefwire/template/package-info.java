/** Mustache behind one door: a named template and a record make a text. */
@NullMarked
package org.briefwire.template;

import org.jspecify.annotations.NullMarked;
