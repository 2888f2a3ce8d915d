package org.briefwire.config;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.briefwire.model.BriefwireException;

/** The config file can't be used; its message lists every problem with file, line and path. */
public final class ConfigException extends BriefwireException {
    private static final long serialVersionUID = 1L;

    private final transient Path file;
    private final transient List<Problem> problems;

    ConfigException(Path file, List<Problem> problems) {
        super(
                problems.stream()
                        .map(problem -> "\n%s:%s".formatted(file, problem))
                        .collect(
                                Collectors.joining(
                                        "",
                                        problems.size() == 1
                                                ? "the config has a problem"
                                                : "the config has %d problems"
                                                        .formatted(problems.size()),
                                        "")));
        this.file = file;
        this.problems = List.copyOf(problems);
    }

    /** The config file. */
    public Path file() {
        return file;
    }

    /** Every error, in the order of the lines. */
    public List<Problem> problems() {
        return problems;
    }
}
