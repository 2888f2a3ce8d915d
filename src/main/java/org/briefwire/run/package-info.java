/** The main job, read aloud: collect, make editions, compose, send, syndicate. */
@NullMarked
package org.briefwire.run;

import org.jspecify.annotations.NullMarked;
