package org.briefwire.testing;

import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import javax.imageio.ImageIO;

/** Screenshots small enough for the repository. */
public final class Pictures {
    private static final int COLOURS = 64;
    private static final int HIGHEST = 5000;

    private Pictures() {}

    /**
     * The picture, cut at 5000 pixels, with its most frequent colours, each other pixel in the
     * nearest of them.
     */
    public static byte[] small(byte[] png) {
        try {
            var whole = ImageIO.read(new ByteArrayInputStream(png));
            var height = Math.min(whole.getHeight(), HIGHEST);
            var picture = whole.getSubimage(0, 0, whole.getWidth(), height);
            var palette = palette(picture);
            var small =
                    new BufferedImage(
                            picture.getWidth(),
                            picture.getHeight(),
                            BufferedImage.TYPE_BYTE_INDEXED,
                            new IndexColorModel(8, palette.length, palette, 0, false, -1, 0));
            var known = new HashMap<Integer, Integer>();
            for (var y = 0; y < picture.getHeight(); y++) {
                for (var x = 0; x < picture.getWidth(); x++) {
                    var nearest =
                            known.computeIfAbsent(
                                    picture.getRGB(x, y), colour -> nearest(colour, palette));
                    small.getRaster().setSample(x, y, 0, nearest);
                }
            }
            var out = new ByteArrayOutputStream();
            ImageIO.write(small, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException("no picture", e);
        }
    }

    private static int[] palette(BufferedImage picture) {
        var counts = new HashMap<Integer, Integer>();
        for (var y = 0; y < picture.getHeight(); y++) {
            for (var x = 0; x < picture.getWidth(); x++) {
                counts.merge(picture.getRGB(x, y), 1, Integer::sum);
            }
        }
        return counts.entrySet().stream()
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .limit(COLOURS)
                .mapToInt(Map.Entry::getKey)
                .toArray();
    }

    private static int nearest(int colour, int[] palette) {
        var best = 0;
        for (var i = 1; i < palette.length; i++) {
            if (distance(colour, palette[i]) < distance(colour, palette[best])) {
                best = i;
            }
        }
        return best;
    }

    private static int distance(int one, int other) {
        var distance = 0;
        for (var shift = 0; shift < 24; shift += 8) {
            var difference = ((one >> shift) & 255) - ((other >> shift) & 255);
            distance += difference * difference;
        }
        return distance;
    }
}
