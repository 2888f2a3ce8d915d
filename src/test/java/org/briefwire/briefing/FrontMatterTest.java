package org.briefwire.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.TopicId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FrontMatterTest {
    private static final HouseStyle STYLE =
            new HouseStyle(ZoneId.of("Europe/Berlin"), List.of("Latest Articles"));

    @Test
    void everyKeyIsRead() {
        var parsed =
                (Reading.Parsed)
                        NewsBrief.parse(
                                """
                                ---
                                id: donetsk-1
                                date: 2026-11-23
                                embargo: 2026-11-24 07:00
                                urgent: true
                                quiet: true
                                topics: [Diplomacy, Climate Change]
                                language: EN-gb
                                link: https://news.example.org/a?b=c
                                slug: my-slug
                                correction: The city was wrong.
                                ---
                                Headline

                                Lead.
                                """,
                                STYLE);

        var topics = List.of(new TopicId("diplomacy"), new TopicId("climate-change"));
        assertThat(parsed.matter())
                .isEqualTo(
                        new FrontMatter(
                                "donetsk-1",
                                Optional.of(Instant.parse("2026-11-22T23:00:00Z")),
                                Optional.of(Instant.parse("2026-11-24T06:00:00Z")),
                                true,
                                true,
                                topics,
                                "en-GB",
                                "https://news.example.org/a?b=c",
                                "my-slug",
                                "The city was wrong."));
        assertThat(parsed.briefing().topics()).isEqualTo(topics);
        assertThat(parsed.briefing().language()).isEqualTo("en-GB");
        assertThat(parsed.briefing().link()).isEqualTo("https://news.example.org/a?b=c");
        assertThat(parsed.briefing().headline()).isEqualTo("Headline");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: {file: a.jpg, alt: A hall} | a.jpg;;A hall;",
                "image: {url: https://e.org/a.jpg, alt: A hall, credit: Ada} | ;https://e.org/a.jpg;A"
                        + " hall;Ada",
                "image: photos/a b.jpg | photos/a b.jpg;;;",
                "image: https://e.org/a.jpg | ;https://e.org/a.jpg;;",
            })
    void aPictureIsAFileOrAnAddress(String matter, String image) {
        var text = "---\n%s\n---\nH\n\nL.".formatted(matter);
        var parsed = (Reading.Parsed) NewsBrief.parse(text, STYLE);

        var parts = image.split(";", -1);
        var expected = new Illustration(parts[0], parts[1], parts[2], parts[3]);
        assertThat(parsed.matter().image()).contains(expected);
        assertThat(parsed.remarks().toString())
                .isEqualTo(
                        parts[2].isEmpty()
                                ? "[image left out: it has no 'alt', which says what it shows to"
                                        + " those who don't see it]"
                                : "[]");
        var written = NewsBrief.format(parsed.briefing(), parsed.matter(), STYLE);
        var again = (Reading.Parsed) NewsBrief.parse(written, STYLE);
        assertThat(again.matter()).isEqualTo(parsed.matter());
    }

    @Test
    void emptyFrontMatterIsNone() {
        assertThat(((Reading.Parsed) NewsBrief.parse("---\n---\nH\n\nL.", STYLE)).matter())
                .isEqualTo(FrontMatter.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "date: 2026-11-23\\ntags: x | 3 | front matter has no key 'tags'; it has id, date, embargo,"
                        + " urgent, quiet, topics, language, link, slug, correction, image",
                "date: soon | 2 | date 'soon' is no date; write 2026-11-24, 2026-11-24T07:00 or"
                        + " 2026-11-24T07:00:00Z",
                "date: 2026-02-30 | 2 | date '2026-02-30' is no date; write 2026-11-24, 2026-11-24T07:00 or"
                        + " 2026-11-24T07:00:00Z",
                "urgent: yes | 2 | urgent: true or false",
                "link: /a | 2 | link '/a' is no address; write https://…",
                "language: '??' | 2 | language '??' is no language tag; write en, de or pt-BR",
                "topics: ['!'] | 2 | topics: '!' has neither letters nor digits",
                "id: [a] | 2 | id: one text, not a list or keys",
                "id: a\\nid: b | 3 | front matter: 'id' stands twice, first in line 2",
                "image: [a.jpg] | 2 | image: write 'image: {file: photo.jpg, alt: \"What it shows\"}'; a"
                        + " briefing has one",
                "id: a\\nimage:\\n  src: a.jpg | 4 | image has no key 'src'; it has file, url, alt, credit",
                "image: {file: a.jpg, url: 'https://e.org/a.jpg', alt: b} | 2 | image: write 'image:"
                        + " {file: photo.jpg, alt: \"What it shows\"}', with either 'file' or 'url'",
                "image: {alt: b} | 2 | image: write 'image: {file: photo.jpg, alt: \"What it shows\"}',"
                        + " with either 'file' or 'url'",
                "image: {url: /a.jpg, alt: b} | 2 | image '/a.jpg' is no address; write https://…",
                "just words | 2 | front matter has keys and values, such as 'date: 2026-11-24'",
            })
    void aFaultSetsTheFileAsideWithItsLine(String matter, int line, String reason) {
        var text = "---\n%s\n---\nH\n\nL.".formatted(matter.translateEscapes().replace("''", "'"));

        var rejected = (Reading.Rejected) NewsBrief.parse(text, STYLE);

        assertThat(rejected.line() + " " + rejected.reason()).isEqualTo(line + " " + reason);
    }

    @Test
    void aFaultIsNamedWithItsColumn() {
        assertThat(NewsBrief.parse("---\ntopics: [a, [b]]\n---\nH\n\nL.", STYLE))
                .isEqualTo(new Reading.Rejected("topics: one text, not a list or keys", 2, 13));
    }

    @Test
    void frontMatterHasAnEnd() {
        assertThat(NewsBrief.parse("---\nid: a\n\nH\n\nL.", STYLE))
                .isEqualTo(
                        new Reading.Rejected(
                                "the front matter has no end: a line '---' closes it", 1, 1));
    }
}
