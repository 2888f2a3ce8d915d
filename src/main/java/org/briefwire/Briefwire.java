package org.briefwire;

/** The program's entry: hands the arguments to the command line and exits with its code. */
public final class Briefwire {
    private Briefwire() {}

    public static void main(String[] arguments) {}
}
