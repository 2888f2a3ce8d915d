package org.briefwire.media;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.ImageWriteParam;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Makes pictures fit for mail: no wider than twice the column that shows them, the right way up,
 * and drawn anew, so that nothing but the picture is left: no place, no camera, no author. A GIF
 * that moves stays as it came, if it is small. What a picture says of its size is looked at before
 * it is unpacked. One at a time, so that the memory for one is enough.
 */
public final class Darkroom {
    /** Twice the width of a mail's column. */
    static final int WIDEST = 1200;

    static final int HIGHEST = 2400;
    private static final long MOST_PIXELS = 50_000_000;
    private static final int SMALLEST = 8;

    /** What is unpacked at once, at the most: larger ones are read with gaps. */
    private static final long MOST_IN_MEMORY = 12_000_000;

    private static final int LARGEST_MOVING = 1 << 20;
    private static final int LARGEST_PNG = 300_000;
    private static final float QUALITY = 0.85f;

    /** Makes a print of a picture's bytes, or says why not. */
    public synchronized Developed develop(byte[] bytes) {
        var format = Format.of(bytes);
        if (format.isEmpty()) {
            return new Developed.Refused(Format.guess(bytes));
        }
        var readers = ImageIO.getImageReadersByFormatName(format.get().reader());
        if (!readers.hasNext()) {
            return new Developed.Refused(format.get() + " can't be read here");
        }
        var reader = readers.next();
        try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(bytes))) {
            return develop(reader, in, format.get(), bytes);
        } catch (IOException | RuntimeException e) {
            // ImageIO's readers throw whatever a broken file makes them stumble over
            return new Developed.Refused("it is broken: " + reason(e));
        } finally {
            reader.dispose();
        }
    }

    private static String reason(Exception e) {
        return e.getMessage() == null
                ? e.getClass().getSimpleName()
                : e.getMessage().lines().findFirst().orElse("");
    }

    private static Developed develop(
            ImageReader reader, ImageInputStream in, Format format, byte[] bytes)
            throws IOException {
        reader.setInput(in, false, true);
        var width = reader.getWidth(0);
        var height = reader.getHeight(0);
        if ((long) width * height > MOST_PIXELS) {
            return new Developed.Refused(
                    "%d × %d pixels; it may have %d million"
                            .formatted(width, height, MOST_PIXELS / 1_000_000));
        }
        if (width < SMALLEST || height < SMALLEST) {
            return new Developed.Refused(
                    "%d × %d pixels: too small to be seen".formatted(width, height));
        }
        var image = read(reader, width, height);
        var fits = width <= WIDEST && height <= HIGHEST;
        if (format == Format.GIF && fits && bytes.length <= LARGEST_MOVING && isMoving(reader)) {
            return new Developed.Print(bytes, "image/gif", width, height);
        }
        var turn = format == Format.JPEG ? Turn.of(bytes) : new Turn(1);
        return print(drawn(image, turn, width, height), format);
    }

    private static boolean isMoving(ImageReader reader) throws IOException {
        return reader.getNumImages(true) > 1;
    }

    private static BufferedImage read(ImageReader reader, int width, int height)
            throws IOException {
        var step = 1;
        while ((long) width / step * (height / step) > MOST_IN_MEMORY) {
            step++;
        }
        var how = reader.getDefaultReadParam();
        how.setSourceSubsampling(step, step, 0, 0);
        return reader.read(0, how);
    }

    /** The right way up, at its size or smaller. */
    private static BufferedImage drawn(BufferedImage image, Turn turn, int width, int height) {
        var seenWidth = turn.isSideways() ? height : width;
        var seenHeight = turn.isSideways() ? width : height;
        var scale =
                Math.min(1, Math.min((double) WIDEST / seenWidth, (double) HIGHEST / seenHeight));
        var half = halved(image, scale * width);
        var print =
                new BufferedImage(
                        pixels(seenWidth * scale),
                        pixels(seenHeight * scale),
                        image.getColorModel().hasAlpha()
                                ? BufferedImage.TYPE_INT_ARGB
                                : BufferedImage.TYPE_INT_RGB);
        var how = turn.transform(width * scale, height * scale);
        how.scale(width * scale / half.getWidth(), height * scale / half.getHeight());
        draw(half, how, print);
        return print;
    }

    private static int pixels(double size) {
        return Math.max(1, (int) Math.round(size));
    }

    /** Halved until the last step is less than a half: bilinear steps that skip no pixel. */
    private static BufferedImage halved(BufferedImage image, double width) {
        var half = image;
        while (half.getWidth() >= 2 * width && half.getHeight() > 1) {
            var next =
                    new BufferedImage(
                            half.getWidth() / 2,
                            half.getHeight() / 2,
                            image.getColorModel().hasAlpha()
                                    ? BufferedImage.TYPE_INT_ARGB
                                    : BufferedImage.TYPE_INT_RGB);
            draw(
                    half,
                    AffineTransform.getScaleInstance(
                            (double) next.getWidth() / half.getWidth(),
                            (double) next.getHeight() / half.getHeight()),
                    next);
            half = next;
        }
        return half;
    }

    private static void draw(BufferedImage from, AffineTransform how, BufferedImage to) {
        Graphics2D graphics = to.createGraphics();
        try {
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
            graphics.drawImage(from, how, null);
        } finally {
            graphics.dispose();
        }
    }

    private static Developed print(BufferedImage image, Format format) throws IOException {
        var isPhoto = format == Format.JPEG || format == Format.WEBP;
        if (image.getColorModel().hasAlpha() || !isPhoto) {
            var png = encoded(image, "png", Optional.empty());
            if (png.length <= LARGEST_PNG || image.getColorModel().hasAlpha()) {
                return new Developed.Print(png, "image/png", image.getWidth(), image.getHeight());
            }
        }
        return new Developed.Print(
                encoded(image, "jpeg", Optional.of(QUALITY)),
                "image/jpeg",
                image.getWidth(),
                image.getHeight());
    }

    private static byte[] encoded(BufferedImage image, String format, Optional<Float> quality)
            throws IOException {
        var writer = ImageIO.getImageWritersByFormatName(format).next();
        var bytes = new ByteArrayOutputStream();
        try (var out = ImageIO.createImageOutputStream(bytes)) {
            writer.setOutput(out);
            var how = writer.getDefaultWriteParam();
            if (quality.isPresent()) {
                how.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
                how.setCompressionQuality(quality.get());
                how.setProgressiveMode(ImageWriteParam.MODE_DEFAULT);
            }
            writer.write(null, new IIOImage(image, null, null), how);
        } finally {
            writer.dispose();
        }
        return bytes.toByteArray();
    }
}
