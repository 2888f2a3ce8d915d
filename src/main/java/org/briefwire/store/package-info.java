/** SQL behind one door: one class for each subject, one method for each intention. */
@NullMarked
package org.briefwire.store;

import org.jspecify.annotations.NullMarked;
