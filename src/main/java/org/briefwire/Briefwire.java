package org.briefwire;

import org.briefwire.cli.CommandLineEntry;

/** The program's entry: hands the arguments to the command line, which exits with its code. */
public final class Briefwire {
    private Briefwire() {}

    public static void main(String[] arguments) {
        CommandLineEntry.runAndExit(arguments);
    }
}
