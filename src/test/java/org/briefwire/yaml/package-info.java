/** What the YAML door reads and refuses, and where it says the fault is. */
@NullMarked
package org.briefwire.yaml;

import org.jspecify.annotations.NullMarked;
