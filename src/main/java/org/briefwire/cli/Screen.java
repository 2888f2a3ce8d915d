package org.briefwire.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Standard error with one line at its end that is drawn again and again: what is printed meanwhile
 * takes its place, and the next drawing comes below. Where there is no terminal it passes on what
 * is printed, and nothing can be drawn. Safe for use by many threads.
 */
final class Screen extends FilterOutputStream {
    private static final byte[] ERASE = "\r\u001b[K".getBytes(StandardCharsets.US_ASCII);
    private static final int USUAL_WIDTH = 80;

    private final Supplier<OptionalInt> terminal;
    private boolean drawn;
    private boolean midway;

    /** A screen over a stream; the terminal's columns, or nothing where there is none. */
    Screen(OutputStream out, Supplier<OptionalInt> terminal) {
        super(out);
        this.terminal = terminal;
    }

    boolean isTerminal() {
        return terminal.get().isPresent();
    }

    int columns() {
        var columns = terminal.get().orElse(USUAL_WIDTH);
        return columns > 0 ? columns : USUAL_WIDTH;
    }

    /** Draws the line, over what was drawn before. */
    synchronized void draw(String line) {
        if (midway) {
            return; // somebody is in the middle of a line
        }
        try {
            out.write(ERASE);
            out.write(line.getBytes(StandardCharsets.UTF_8));
            out.flush();
            drawn = true;
        } catch (IOException gone) {
            drawn = false; // a terminal that is gone needs no bar
        }
    }

    /** Takes the line away. */
    synchronized void clear() {
        try {
            erase();
            out.flush();
        } catch (IOException gone) {
            drawn = false;
        }
    }

    private void erase() throws IOException {
        if (drawn) {
            out.write(ERASE);
            drawn = false;
        }
    }

    @Override
    public synchronized void write(int octet) throws IOException {
        erase();
        out.write(octet);
        midway = octet != '\n';
    }

    @Override
    public synchronized void write(byte[] octets, int from, int length) throws IOException {
        if (length == 0) {
            return;
        }
        erase();
        out.write(octets, from, length);
        midway = octets[from + length - 1] != '\n';
    }
}
