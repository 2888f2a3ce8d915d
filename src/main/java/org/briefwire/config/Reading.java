package org.briefwire.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.briefwire.config.Problem.Severity;

/** One reading of a config file: what it found wrong so far, and what values are made from. */
final class Reading {
    private final Expansion expansion;
    private final Path home;
    private final List<Problem> problems = new ArrayList<>();

    Reading(Expansion expansion, Path home) {
        this.expansion = expansion;
        this.home = home;
    }

    Path home() {
        return home;
    }

    /** A path as the config means it: relative ones belong to the installation. */
    Path resolve(Path path) {
        return home.resolve(path).normalize();
    }

    /** A value with its {@code ${…}} replaced. */
    String expand(String text) {
        return expansion.expand(text, home);
    }

    void report(Severity severity, int line, String path, String message) {
        problems.add(new Problem(severity, line, path, message));
    }

    List<Problem> errors() {
        return ofSeverity(Severity.ERROR);
    }

    List<Problem> warnings() {
        return ofSeverity(Severity.WARNING);
    }

    private List<Problem> ofSeverity(Severity severity) {
        return problems.stream()
                .filter(problem -> problem.severity() == severity)
                .sorted(Comparator.comparingInt(Problem::line))
                .toList();
    }
}
