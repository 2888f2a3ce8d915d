/** A newcomer's first minute: the main job on embedded defaults, with a mailbox to look into. */
@NullMarked
package org.briefwire.demo;

import org.jspecify.annotations.NullMarked;
