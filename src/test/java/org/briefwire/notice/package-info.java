@NullMarked
package org.briefwire.notice;

import org.jspecify.annotations.NullMarked;
