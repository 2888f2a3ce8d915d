package org.briefwire.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.briefwire.testing.Seeded;
import org.briefwire.testing.TestPictures;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DarkroomTest {
    private final Darkroom darkroom = new Darkroom();

    private Developed.Print print(byte[] bytes) {
        return switch (darkroom.develop(bytes)) {
            case Developed.Print print -> print;
            case Developed.Refused refused -> throw new AssertionError(refused.reason());
        };
    }

    private String refusal(byte[] bytes) {
        return switch (darkroom.develop(bytes)) {
            case Developed.Print print -> throw new AssertionError("taken as " + print.type());
            case Developed.Refused refused -> refused.reason();
        };
    }

    private static BufferedImage seen(Developed.Print print) {
        try {
            var image = ImageIO.read(new ByteArrayInputStream(print.bytes()));
            assertThat(image.getWidth()).isEqualTo(print.width());
            assertThat(image.getHeight()).isEqualTo(print.height());
            return image;
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isRed(BufferedImage image, double x, double y) {
        return isRed(image, (int) (x * image.getWidth()), (int) (y * image.getHeight()));
    }

    private static boolean isRed(BufferedImage image, int x, int y) {
        var colour = new Color(image.getRGB(x, y));
        assertThat(Math.abs(colour.getRed() - colour.getBlue())).isGreaterThan(180);
        return colour.getRed() > colour.getBlue();
    }

    @ParameterizedTest
    @CsvSource({"jpeg,image/jpeg", "png,image/png", "gif,image/png"})
    void aPictureKeepsItsSizeAndItsLook(String format, String type) {
        var print = print(TestPictures.bytes(format, 300, 200));

        assertThat(print.type()).isEqualTo(type);
        var image = seen(print);
        assertThat(image.getWidth()).isEqualTo(300);
        assertThat(isRed(image, 0.25, 0.5)).isTrue();
        assertThat(isRed(image, 0.75, 0.5)).isFalse();
    }

    @Test
    void webpBecomesWhatEveryMailProgramShows() {
        var print = print(TestPictures.webp(40, 30));

        assertThat(print.type()).isEqualTo("image/jpeg");
        assertThat(seen(print).getWidth()).isEqualTo(40);
    }

    @ParameterizedTest
    @CsvSource({"2401,1000,1200,500", "1300,1300,1200,1200", "100,6000,40,2400"})
    void whatIsWiderOrHigherThanMailNeedsIsMadeSmaller(int w, int h, int width, int height) {
        var print = print(TestPictures.bytes("jpeg", w, h));

        assertThat(print.width()).isEqualTo(width);
        assertThat(print.height()).isEqualTo(height);
        var image = seen(print);
        assertThat(isRed(image, 0.25, 0.5)).isTrue();
        assertThat(isRed(image, 0.75, 0.5)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "1,300,200,left", "2,300,200,right", "3,300,200,right", "4,300,200,left",
        "5,200,300,top", "6,200,300,top", "7,200,300,bottom", "8,200,300,bottom"
    })
    void theCameraMayHaveBeenHeldAnyhow(int orientation, int width, int height, String red) {
        var image = seen(print(TestPictures.turned(orientation, 300, 200)));

        assertThat(image.getWidth()).isEqualTo(width);
        assertThat(image.getHeight()).isEqualTo(height);
        assertThat(isRed(image, 0.2, 0.2)).isEqualTo(red.equals("left") || red.equals("top"));
        assertThat(isRed(image, 0.2, 0.8)).isEqualTo(red.equals("left") || red.equals("bottom"));
    }

    @Test
    void nothingIsKeptButThePicture() {
        var original = TestPictures.turned(1, 300, 200);
        assertThat(text(original)).contains("SECRET PLACE");

        assertThat(text(print(original).bytes())).doesNotContain("SECRET", "Exif");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    @Test
    void whatShowsThroughStaysSo() {
        var image = new BufferedImage(60, 40, BufferedImage.TYPE_INT_ARGB);
        image.setRGB(30, 20, 0xFFFF0000);

        var print = print(TestPictures.bytes("png", image));

        assertThat(print.type()).isEqualTo("image/png");
        assertThat(seen(print).getRGB(5, 5) >>> 24).isZero();
    }

    @Test
    void aSmallGifThatMovesStaysAsItCame() {
        var moving = TestPictures.moving(40, 30);

        assertThat(print(moving).bytes()).isEqualTo(moving);
        assertThat(print(TestPictures.moving(1400, 30)).type()).isEqualTo("image/png");
    }

    @Test
    void aBombIsRefusedByWhatItSaysOfItsSize() {
        assertThat(refusal(bomb(60_000, 60_000)))
                .isEqualTo("60000 × 60000 pixels; it may have 50 million");
    }

    /** A PNG's first chunk with this size, and no more than that. */
    private static byte[] bomb(int width, int height) {
        var png = ByteBuffer.wrap(TestPictures.bytes("png", 10, 10).clone());
        png.putInt(16, width).putInt(20, height);
        var crc = new CRC32();
        crc.update(png.array(), 12, 17);
        png.putInt(29, (int) crc.getValue());
        return png.array();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<?xml version='1.0'?><svg>"})
    void svgIsRefused(String svg) {
        assertThat(refusal(svg.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("it is SVG, which mail programs don't show; take JPEG or PNG");
    }

    @Test
    void whatIsNoPictureIsRefusedWithWhatItIs() {
        assertThat(refusal(new byte[0])).isEqualTo("it is empty");
        assertThat(refusal("<!doctype html><p>Not found".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("it is a page, not a picture");
        assertThat(refusal("BM this is a bitmap".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("it is neither JPEG, PNG, GIF nor WebP");
        assertThat(refusal(TestPictures.bytes("png", 1, 1)))
                .isEqualTo("1 × 1 pixels: too small to be seen");
    }

    /** Whatever is cut off or overwritten: an answer, never an exception. */
    @Test
    void brokenPicturesAreRefused() {
        var whole =
                List.of(
                        TestPictures.turned(6, 30, 20),
                        TestPictures.bytes("png", 30, 20),
                        TestPictures.moving(30, 20),
                        TestPictures.webp(30, 20));
        for (var bytes : whole) {
            assertThat(refusal(Arrays.copyOf(bytes, 20))).startsWith("it is broken: ");
        }
        Seeded.check(
                60,
                (random, seed) -> {
                    var broken = Seeded.oneOf(random, whole).clone();
                    for (var n = 0; n < 4; n++) {
                        broken[12 + random.nextInt(broken.length - 12)] =
                                (byte) random.nextInt(256);
                    }
                    assertThat(darkroom.develop(broken)).isNotNull();
                });
    }
}
