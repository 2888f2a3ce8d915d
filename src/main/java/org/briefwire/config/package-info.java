/** The config file: one record a section; every problem is reported at once, with its line. */
@NullMarked
package org.briefwire.config;

import org.jspecify.annotations.NullMarked;
