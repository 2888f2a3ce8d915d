package org.briefwire.testing;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;

/** Pictures made by the tests: the left half red, the right half blue. */
public final class TestPictures {
    private TestPictures() {}

    public static BufferedImage image(int width, int height) {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 2, height);
        graphics.setColor(Color.BLUE);
        graphics.fillRect(width / 2, 0, width - width / 2, height);
        graphics.dispose();
        return image;
    }

    /**
     * Bytes of a picture.
     *
     * @param format what ImageIO calls it
     */
    public static byte[] bytes(String format, int width, int height) {
        return bytes(format, image(width, height));
    }

    public static byte[] bytes(String format, BufferedImage image) {
        var bytes = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(image, format, bytes)) {
                throw new IllegalArgumentException("no writer of " + format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** A JPEG whose EXIF says how the camera was held, and names a place. */
    public static byte[] turned(int orientation, int width, int height) {
        var place = "SECRET PLACE".getBytes(US_ASCII);
        var exif = ByteBuffer.allocate(4 + 6 + 8 + 2 + 12 + 4 + place.length);
        exif.putShort((short) 0xFFE1).putShort((short) (exif.capacity() - 2));
        exif.put("Exif\0\0".getBytes(US_ASCII));
        exif.order(ByteOrder.LITTLE_ENDIAN);
        exif.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(8);
        exif.putShort((short) 1);
        exif.putShort((short) 0x0112).putShort((short) 3).putInt(1).putInt(orientation);
        exif.putInt(0).put(place);
        var jpeg = bytes("jpeg", width, height);
        var out = new ByteArrayOutputStream();
        out.write(jpeg, 0, 2);
        out.writeBytes(exif.array());
        out.write(jpeg, 2, jpeg.length - 2);
        return out.toByteArray();
    }

    /** A GIF of two frames. */
    public static byte[] moving(int width, int height) {
        var writer = ImageIO.getImageWritersByFormatName("gif").next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            writer.prepareWriteSequence(null);
            for (var i = 0; i < 2; i++) {
                writer.writeToSequence(
                        new IIOImage(image(width, height), null, null),
                        writer.getDefaultWriteParam());
            }
            writer.endWriteSequence();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }

    /** A lossless WebP of one colour: codes of one symbol, so that no pixel takes a bit. */
    public static byte[] webp(int width, int height) {
        var bits = new Bits();
        bits.add(width - 1, 14);
        bits.add(height - 1, 14);
        bits.add(0, 1); // no alpha
        bits.add(0, 3); // version
        bits.add(0, 1); // no transform
        bits.add(0, 1); // no colour cache
        bits.add(0, 1); // one group of codes
        for (var symbol : new int[] {200, 30, 40, 255, 0}) {
            bits.add(1, 1); // a simple code
            bits.add(0, 1); // of one symbol
            bits.add(1, 1); // of eight bits
            bits.add(symbol, 8);
        }
        var data = bits.bytes();
        var size = 1 + data.length;
        var padded = size + (size & 1);
        var file = ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN);
        file.put(ascii("RIFF")).putInt(12 + padded).put(ascii("WEBPVP8L")).putInt(size);
        file.put((byte) 0x2F).put(data);
        return file.array();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(US_ASCII);
    }

    private static final class Bits {
        private final byte[] bytes = new byte[64];
        private int length;

        void add(int value, int count) {
            for (var i = 0; i < count; i++, length++) {
                bytes[length / 8] |= (byte) ((value >> i & 1) << (length % 8));
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, (length + 7) / 8);
        }
    }
}
