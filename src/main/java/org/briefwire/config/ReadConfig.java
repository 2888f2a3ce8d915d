package org.briefwire.config;

import java.util.List;

/**
 * A config that can be used.
 *
 * @param warnings what can be lived with, but not well
 */
public record ReadConfig(Config config, List<Problem> warnings) {
    public ReadConfig {
        warnings = List.copyOf(warnings);
    }
}
