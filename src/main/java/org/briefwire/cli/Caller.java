package org.briefwire.cli;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;

/**
 * Who called the program, and where it answers.
 *
 * @param folder relative arguments belong to it
 * @param out data, in UTF-8
 * @param err progress and warnings
 * @param screen what err is printed on
 * @param ending how it ends before its time
 */
record Caller(
        PrintStream out,
        PrintStream err,
        Screen screen,
        Ending ending,
        InstantSource clock,
        Map<String, String> environment,
        Path folder) {}
