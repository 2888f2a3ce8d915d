/** The config file: its defaults, every key, and every message. */
@NullMarked
package org.briefwire.config;

import org.jspecify.annotations.NullMarked;
