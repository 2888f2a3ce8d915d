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
import org.briefwire.model.Depth;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;
import org.briefwire.testing.Browser;
import org.briefwire.testing.Pictures;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
    @ParameterizedTest
    @EnumSource
    void sixteenSamplesFitTheirWidthAtEachDepthInLightAndDark(Depth depth) throws IOException {
        try (var files = Files.list(Path.of("src/test/resources/briefing/variants"));
                var browser = Browser.open()) {
            for (var file : files.sorted().toList()) {
                var briefing = Samples.parse(Files.readString(file));
                var published =
                        Samples.published(1, briefing.withPicture(Samples.PICTURE))
                                .withMedia(Map.of(Samples.PICTURE.reference(), Samples.MEDIUM));
                var item = new DigestItem(published, Release.Kind.NEW);
                picture(
                        browser,
                        html(List.of(item), depth, language(file)),
                        "sample-%s-%s"
                                .formatted(
                                        file.getFileName().toString().replace(".txt", ""),
                                        depth.word()),
                        Path.of("target/screenshots"));
            }
        }
    }

    /** A correction alone, and before the news; also where the text runs from the right. */
    @Test
    void correctionsFitTheirWidthInLightAndDark() throws IOException {
        try (var browser = Browser.open()) {
            for (var sample : List.of("en-full", "ar-full", "zh-full")) {
                var briefing =
                        Samples.parse(
                                Files.readString(
                                        Path.of("src/test/resources/briefing/variants")
                                                .resolve(sample + ".txt")));
                var first = Samples.published(1, briefing);
                var corrected =
                        new PublishedBriefing(
                                first.id(),
                                first.slug(),
                                first.tagUri(),
                                2,
                                2,
                                first.published(),
                                first.updated(),
                                first.source(),
                                "An earlier version gave the year as 1974; it was 1947. العام 1947",
                                briefing);
                var correction = new DigestItem(corrected, Release.Kind.CORRECTION);
                var news = new DigestItem(Samples.published(3, Samples.real()), Release.Kind.NEW);
                for (var items : List.of(List.of(correction), List.of(correction, news))) {
                    picture(
                            browser,
                            html(items, Depth.ESSENTIALS, sample.substring(0, 2)),
                            "correction-%s-%d".formatted(sample, items.size()),
                            Path.of("target/screenshots"));
                }
            }
        }
    }

    private static String language(Path sample) {
        return sample.getFileName().toString().substring(0, 2);
    }

    private static String html(List<DigestItem> items, Depth depth, String language) {
        var like = Samples.digest(List.of(Samples.real()), depth, language);
        var digest =
                new Digest(
                        like.list(),
                        like.number(),
                        like.made(),
                        depth,
                        language,
                        items,
                        like.viewUrl(),
                        "",
                        "");
        return Mails.read(Samples.composer().compose(digest), Samples.ADA).html();
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
