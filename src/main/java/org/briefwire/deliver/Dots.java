package org.briefwire.deliver;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.briefwire.compose.Octets;

/** A message as DATA carries it (RFC 5321 section 4.5.2). */
final class Dots {
    private static final byte[] END = ".\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = "\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOT = {'.'};
    private static final VarHandle EIGHT =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH = 0x8080808080808080L;

    private Dots() {}

    /**
     * Doubles the dot at the start of a line, and adds the one that ends the message.
     *
     * @return how many octets the message has as SIZE counts them (RFC 1870 section 3): with the
     *     end of its last line, and without what was done for dots
     */
    static int stuff(Octets message) {
        var doubled = 0;
        var first = message.isDotless() ? -1 : next(message, 0);
        for (var dot = first; dot >= 0; dot = next(message, dot + 2)) {
            message.insert(dot, DOT);
            doubled++;
        }
        var length = message.length();
        if (length > 0 && message.array()[length - 1] != '\n') {
            message.writeBytes(LINE_END);
        }
        var size = message.length() - doubled;
        message.writeBytes(END);
        return size;
    }

    /** Where the next dot is that begins a line, or -1. Looks at eight octets at a time. */
    private static int next(Octets message, int from) {
        var octets = message.array();
        var length = message.length();
        if (from == 0 && length > 0 && octets[0] == '.') {
            return 0;
        }
        var at = from;
        for (; at + Long.BYTES <= length; at += Long.BYTES) {
            var ends = lineEnds((long) EIGHT.get(octets, at));
            for (; ends != 0; ends &= ends - 1) {
                var end = at + Long.numberOfTrailingZeros(ends) / Byte.SIZE;
                if (isBeforeDot(octets, end, length)) {
                    return end + 1;
                }
            }
        }
        for (; at < length; at++) {
            if (isBeforeDot(octets, at, length)) {
                return at + 1;
            }
        }
        return -1;
    }

    /** The high bit of each octet that ends a line, and perhaps of some above such a one. */
    private static long lineEnds(long eight) {
        var zeros = eight ^ ('\n' * ONES);
        return (zeros - ONES) & ~zeros & HIGH;
    }

    private static boolean isBeforeDot(byte[] octets, int end, int length) {
        return octets[end] == '\n' && end + 1 < length && octets[end + 1] == '.';
    }
}
