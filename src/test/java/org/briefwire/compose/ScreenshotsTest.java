package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.briefwire.model.Briefing;
import org.briefwire.testing.Browser;
import org.briefwire.testing.Pictures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Pictures of mails for docs/screenshots, to be looked at by a person. */
@Tag("long")
class ScreenshotsTest {
    private static final Path FOLDER = Path.of("docs/screenshots");
    private static final int WIDE = 640;
    private static final int NARROW = 360;

    @Test
    void mailsOfOneThreeAndTenBriefingsFitTheirWidthInLightAndDark() throws IOException {
        var ten = new ArrayList<>(Samples.own());
        ten.removeLast();
        ten.addFirst(Samples.real());
        ten.add(
                3,
                Samples.markup(
                        "From a feed: how a town of nine hundred keeps its cinema",
                        """
                        <p>On Fridays the <a href="https://agency.example.com/cinema">Lichtspiel</a> \
                        opens at seven, and by half past the <em>whole</em> front row is knitting.</p>
                        <blockquote><p>We never decided to save it. We only never closed.</p></blockquote>
                        <ul><li>64 seats, 41 shareholders</li><li>One projector from 1974</li></ul>\
                        """));
        try (var browser = Browser.open()) {
            for (var count : List.of(1, 3, 10)) {
                picture(browser, ten.subList(0, count), "mail-" + count);
            }
        }
    }

    /** The desk's forms in eight scripts and languages, each with a picture that is not loaded. */
    @Test
    void sixteenSamplesFitTheirWidthInLightAndDark() throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/briefing/variants"));
                var browser = Browser.open()) {
            for (var file : files.sorted().toList()) {
                var briefing = Samples.parse(Files.readString(file));
                var published = Samples.published(1, briefing.withPicture(Samples.PICTURE));
                var shown =
                        published.withMedia(Map.of(Samples.PICTURE.reference(), Samples.MEDIUM));
                var content = Samples.composer().compose(Samples.digest(shown));
                picture(
                        browser,
                        Mails.read(content, Samples.ADA).html(),
                        "sample-" + file.getFileName().toString().replace(".txt", ""),
                        Path.of("target/screenshots"));
            }
        }
    }

    @Test
    void noticesFitTheirWidthInLightAndDark() throws IOException {
        try (var browser = Browser.open()) {
            var html = Mails.read(NoticeComposerTest.compose(NoticeComposerTest.TEXT, "en")).html();
            picture(browser, html, "notice", Path.of("target/screenshots"));
        }
    }

    private static void picture(Browser browser, List<Briefing> briefings, String name)
            throws IOException {
        var content = Samples.composer().compose(Samples.digest(briefings));
        picture(browser, Mails.read(content, Samples.ADA).html(), name, FOLDER);
    }

    private static void picture(Browser browser, String html, String name, Path folder)
            throws IOException {
        var page = Files.createTempFile("briefwire-mail", ".html");
        Files.writeString(page, html);
        for (var width : List.of(WIDE, NARROW)) {
            for (var look : Browser.Look.values()) {
                browser.show(page.toUri().toString(), width, look);
                assertThat(browser.overflow()).as("%s at %d", name, width).isZero();
                Files.write(
                        Files.createDirectories(folder)
                                .resolve(
                                        "%s-%d-%s.png"
                                                .formatted(
                                                        name,
                                                        width,
                                                        look.name().toLowerCase(Locale.ROOT))),
                        Pictures.small(browser.screenshot()));
            }
        }
        Files.delete(page);
    }
}
