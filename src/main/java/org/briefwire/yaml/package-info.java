/** YAML behind one door: text becomes nodes that know their line and column. */
@NullMarked
package org.briefwire.yaml;

import org.jspecify.annotations.NullMarked;
