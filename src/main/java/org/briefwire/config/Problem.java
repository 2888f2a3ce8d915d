package org.briefwire.config;

/**
 * What is wrong at one place of the config file.
 *
 * @param line from 1
 * @param path such as {@code lists[0].cadences[1].cron}; empty for the whole file
 * @param message what is wrong, and what would be right
 */
public record Problem(Severity severity, int line, String path, String message) {
    /** Whether Briefwire can start with it. */
    public enum Severity {
        ERROR,
        WARNING
    }

    @Override
    public String toString() {
        return path.isEmpty()
                ? "%d: %s".formatted(line, message)
                : "%d: %s: %s".formatted(line, path, message);
    }
}
