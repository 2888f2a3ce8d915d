package org.briefwire.compose;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A message that is being made, in one array from its first blank to the wire: copying 25 KB from
 * buffer to buffer costs more than filling them in. For one thread at a time.
 */
public final class Octets extends OutputStream {
    /** For what goes around a message: signatures, and the next envelope. */
    public static final int ROOM = 4096;

    private byte[] array;
    private int length;
    private boolean dotless;

    /** Nothing, with room. */
    public Octets(int room) {
        array = new byte[room];
    }

    /** A copy of octets, with room behind them. */
    public static Octets copyOf(byte[] octets, int room) {
        var copy = new Octets(octets.length + room);
        copy.write(octets, 0, octets.length);
        return copy;
    }

    /** The octets themselves, in its first {@link #length}; another array once there are more. */
    public byte[] array() {
        return array;
    }

    /** How many there are. */
    public int length() {
        return length;
    }

    /** Whether it is known that no line begins with a dot (RFC 5321 section 4.5.2). */
    public boolean isDotless() {
        return dotless;
    }

    /** Nobody need look for lines that begin with a dot, until something is written. */
    public void declareDotless() {
        dotless = true;
    }

    /** Whether a line begins with a dot among the octets from an index on. */
    public boolean hasDotLine(int from, int to) {
        return hasDotLine(array, from, to);
    }

    static boolean hasDotLine(byte[] octets, int from, int to) {
        for (var at = from; at < to; at++) {
            if (octets[at] == '.' && (at == 0 || octets[at - 1] == '\n')) {
                return true;
            }
        }
        return false;
    }

    /** A copy. */
    public byte[] toByteArray() {
        return Arrays.copyOf(array, length);
    }

    /** Sees to it that so many octets more fit into the array. */
    public void reserve(int more) {
        if (length + more > array.length) {
            array = Arrays.copyOf(array, Math.max(length + more, array.length + array.length / 2));
        }
    }

    @Override
    public void write(int octet) {
        reserve(1);
        dotless = false;
        array[length++] = (byte) octet;
    }

    @Override
    public void write(byte[] octets, int from, int count) {
        insert(length, octets, from, count);
    }

    /** Writes all of them. */
    public void writeBytes(byte[] octets) {
        write(octets, 0, octets.length);
    }

    /** Writes text of which it is known that it is ASCII; what is not becomes '?'. */
    public void writeAscii(String text) {
        writeBytes(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Puts octets before those that stand at an index. */
    public void insert(int at, byte[] octets) {
        insert(at, octets, 0, octets.length);
    }

    private void insert(int at, byte[] octets, int from, int count) {
        reserve(count);
        dotless = false;
        System.arraycopy(array, at, array, at + count, length - at);
        System.arraycopy(octets, from, array, at, count);
        length += count;
    }
}
