package org.briefwire.cli;

/** One call of the program: who called, and the options common to all commands. */
record Session(Caller caller, CommonOptions options) {}
