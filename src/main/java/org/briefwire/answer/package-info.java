/** Answers an operator's questions from what is kept; changes nothing. */
@NullMarked
package org.briefwire.answer;

import org.jspecify.annotations.NullMarked;
