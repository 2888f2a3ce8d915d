package org.briefwire.media;

import java.awt.geom.AffineTransform;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * How a camera held: the orientation of a JPEG's EXIF block (CIPA DC-008, tag 0x0112), from 1 to 8.
 *
 * @param orientation 1: as it is
 */
record Turn(int orientation) {
    private static final Turn NONE = new Turn(1);
    private static final int APP1 = 0xE1;
    private static final int START_OF_SCAN = 0xDA;
    private static final int TAG = 0x0112;
    private static final int HEADER = 6;

    /** What a JPEG says; whatever is wrong with its blocks, an answer. */
    static Turn of(byte[] jpeg) {
        var at = 2;
        while (at + 4 <= jpeg.length && (jpeg[at] & 0xFF) == 0xFF) {
            var marker = jpeg[at + 1] & 0xFF;
            var length = (jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF);
            if (marker == START_OF_SCAN || length < 2 || at + 2 + length > jpeg.length) {
                return NONE;
            }
            if (marker == APP1 && length > HEADER + 10 && isExif(jpeg, at + 4)) {
                return ofExif(ByteBuffer.wrap(jpeg, at + 4 + HEADER, length - 2 - HEADER).slice());
            }
            at += 2 + length;
        }
        return NONE;
    }

    private static boolean isExif(byte[] bytes, int at) {
        return bytes[at] == 'E'
                && bytes[at + 1] == 'x'
                && bytes[at + 2] == 'i'
                && bytes[at + 3] == 'f'
                && bytes[at + 4] == 0;
    }

    private static Turn ofExif(ByteBuffer tiff) {
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        var directory = tiff.getInt(4);
        if (directory < 8 || directory > tiff.limit() - 2) {
            return NONE;
        }
        var entries = tiff.getShort(directory) & 0xFFFF;
        for (var i = 0; i < entries; i++) {
            var entry = directory + 2 + 12 * i;
            if (entry + 12 > tiff.limit()) {
                return NONE;
            }
            if ((tiff.getShort(entry) & 0xFFFF) == TAG) {
                var said = tiff.getShort(entry + 8);
                return said >= 1 && said <= 8 ? new Turn(said) : NONE;
            }
        }
        return NONE;
    }

    /** Whether what is stored as rows is to be shown as columns. */
    boolean isSideways() {
        return orientation >= 5;
    }

    /** From a stored picture of this size to the one that is to be seen. */
    AffineTransform transform(double width, double height) {
        return switch (orientation) {
            case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
            case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
            case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
            case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
            case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
            case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
            case 8 -> new AffineTransform(0, -1, 1, 0, 0, width);
            default -> new AffineTransform();
        };
    }
}
