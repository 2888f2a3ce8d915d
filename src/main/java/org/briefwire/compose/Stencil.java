package org.briefwire.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.briefwire.model.BriefwireException;

/**
 * A mail's bytes with blanks for what is personal, pre-split so that filling only copies and
 * escapes. Lines end in CRLF, all bytes are 7-bit; dots are the transport's to stuff. A blank
 * stands between two control bytes, which quoted-printable and our headers never have: '\1', its
 * name, a space, its place, '\2'. Immutable.
 */
public final class Stencil {
    private static final int OPEN = 1;
    private static final int CLOSE = 2;

    private final byte[] bytes;
    private final List<Segment> segments;

    /** No line of what is fixed begins with a dot, whatever stands before it. */
    private final boolean dotless;

    private Stencil(byte[] bytes) {
        this.bytes = bytes;
        segments = split(bytes);
        dotless =
                segments.stream()
                        .noneMatch(segment ->
                                segment instanceof Segment.Fixed(var start, var length)
                                        && (startsWithDot(bytes, start, length)
                                                || Octets.hasDotLine(
                                                        bytes, start, start + length)));
    }

    private static boolean startsWithDot(byte[] bytes, int start, int length) {
        return length > 0 && bytes[start] == '.';
    }

    /**
     * Reads what {@link #bytes} gave.
     *
     * @throws BriefwireException when the bytes are no stencil
     */
    public static Stencil read(byte[] bytes) {
        return new Stencil(bytes.clone());
    }

    /** What stands for a blank in a stencil's bytes. */
    static byte[] blank(Blank blank, Place place) {
        var name = blank.name() + " " + place.name();
        return ((char) OPEN + name + (char) CLOSE).getBytes(StandardCharsets.US_ASCII);
    }

    /** What is to be kept. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** The mail of one recipient; a blank without a value is left empty. */
    public byte[] fill(Map<Blank, String> values) {
        return filled(values).toByteArray();
    }

    /** The same, with room for what goes around it: signatures, the next envelope. */
    public Octets filled(Map<Blank, String> values) {
        var out = new Octets(bytes.length + Octets.ROOM);
        fill(values, out);
        return out;
    }

    private void fill(Map<Blank, String> values, Octets out) {
        var dots = !dotless;
        for (var segment : segments) {
            switch (segment) {
                case Segment.Fixed fixed -> out.write(bytes, fixed.start(), fixed.length());
                case Segment.Hole hole -> {
                    var start = out.length();
                    hole.place().write(values.getOrDefault(hole.blank(), ""), out);
                    dots |= out.hasDotLine(start, out.length());
                }
            }
        }
        if (!dots) {
            out.declareDotless();
        }
    }

    /** The HTML part without what is personal, for a browser. */
    public String html() {
        return MailReader.html(this);
    }

    /** The text part without what is personal. */
    public String text() {
        return MailReader.text(this);
    }

    /** The blanks that stand in a place. */
    List<Blank> blanks(Place place) {
        return segments.stream()
                .filter(Segment.Hole.class::isInstance)
                .map(Segment.Hole.class::cast)
                .filter(hole -> hole.place() == place)
                .map(Segment.Hole::blank)
                .distinct()
                .toList();
    }

    private static List<Segment> split(byte[] bytes) {
        var segments = new ArrayList<Segment>();
        var start = 0;
        for (var i = 0; i < bytes.length; i++) {
            if (bytes[i] == OPEN) {
                segments.add(new Segment.Fixed(start, i - start));
                var end = i;
                while (end < bytes.length && bytes[end] != CLOSE) {
                    end++;
                }
                segments.add(
                        hole(new String(bytes, i + 1, end - i - 1, StandardCharsets.US_ASCII)));
                start = end + 1;
                i = end;
            }
        }
        segments.add(new Segment.Fixed(start, bytes.length - start));
        return List.copyOf(segments);
    }

    private static Segment hole(String text) {
        try {
            var words = text.split(" ", -1);
            return new Segment.Hole(Blank.valueOf(words[0]), Place.valueOf(words[1]));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BriefwireException(
                    "a stencil has the blank '%s'; this version knows %s"
                            .formatted(text, Arrays.toString(Blank.values())),
                    e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Stencil stencil && Arrays.equals(bytes, stencil.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    private sealed interface Segment {
        record Fixed(int start, int length) implements Segment {}

        record Hole(Blank blank, Place place) implements Segment {}
    }
}
