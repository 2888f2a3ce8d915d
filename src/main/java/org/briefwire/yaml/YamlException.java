package org.briefwire.yaml;

import org.briefwire.model.BriefwireException;

/** The text is no YAML document that Briefwire reads. */
public final class YamlException extends BriefwireException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final int line;
    private final int column;

    YamlException(String problem, int line, int column) {
        super("line %d, column %d: %s".formatted(line, column, problem));
        this.problem = problem;
        this.line = line;
        this.column = column;
    }

    /** What is wrong, without the place. */
    public String problem() {
        return problem;
    }

    /** The line, from 1. */
    public int line() {
        return line;
    }

    /** The column, from 1. */
    public int column() {
        return column;
    }
}
