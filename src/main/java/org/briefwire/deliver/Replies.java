package org.briefwire.deliver;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;

/**
 * Reads a server's answers (RFC 5321 section 4.2), each of one or more lines, and no more of them
 * than a server has to say. What it says again and again is made once. For one thread.
 */
final class Replies {
    /** RFC 5321 section 4.5.3.1.5 gives a line 512 octets; some say much in many lines. */
    private static final int MOST = 16 * 1024;

    /** What is said of a server that never comes to the end of an answer. */
    static final String ENDLESS = "it answers without an end";

    private static final int CODE = 3;

    private byte[] buffer = new byte[1024];
    private int from;
    private int to;
    private final Map<Step, Said> said = new EnumMap<>(Step.class);

    private record Said(byte[] octets, Reply reply) {}

    /**
     * The next answer.
     *
     * @param step what it has to be an answer to
     * @throws Lost when it is none, or there is none any more
     * @throws IOException when the connection broke, or the server was silent for too long
     */
    Reply next(InputStream in, Step step) throws IOException, Lost {
        var end = end(in);
        var last = said.get(step);
        if (last != null
                && Arrays.equals(buffer, from, end, last.octets(), 0, last.octets().length)) {
            from = end;
            return last.reply();
        }
        var octets = Arrays.copyOfRange(buffer, from, end);
        from = end;
        var words = new String(octets, StandardCharsets.ISO_8859_1);
        var code = code(words);
        if (!step.fits(code)) {
            throw new Lost(step, Lost.How.OUT_OF_STEP, Unreachable.odd(words));
        }
        var reply = step.named(Reply.of(code, words));
        said.put(step, new Said(octets, reply));
        return reply;
    }

    /** Where the answer ends that begins in the buffer. */
    private int end(InputStream in) throws IOException {
        var line = from;
        var seen = from;
        while (true) {
            while (seen < to && buffer[seen] != '\n') {
                seen++;
            }
            if (seen < to && !(seen - line > CODE && buffer[line + CODE] == '-')) {
                return seen + 1;
            }
            if (seen < to) {
                seen++;
                line = seen;
            } else {
                var moved = from;
                fill(in);
                line -= moved - from;
                seen -= moved - from;
            }
        }
    }

    private void fill(InputStream in) throws IOException {
        if (to - from >= MOST) {
            throw new IOException(ENDLESS);
        }
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
        }
        if (to == buffer.length) {
            buffer = Arrays.copyOf(buffer, 2 * buffer.length);
        }
        var read = in.read(buffer, to, buffer.length - to);
        if (read < 0) {
            throw new IOException("the server hung up");
        }
        to += read;
    }

    /** Of the last line; none: 0. */
    private static int code(String words) {
        var line = words.substring(words.lastIndexOf('\n', words.length() - 2) + 1);
        return line.length() >= CODE && line.chars().limit(CODE).allMatch(c -> c >= '0' && c <= '9')
                ? Integer.parseInt(line, 0, CODE, 10)
                : 0;
    }
}
