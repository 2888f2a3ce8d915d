package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.briefwire.config.NewsList;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Section;
import org.briefwire.testing.Seeded;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;

class StencilTest {
    private static final Stencil STENCIL = Samples.compose(Samples.own().getFirst()).stencil();

    private static List<String> headerNames(byte[] mail) {
        try {
            return Collections.list(Mails.read(mail).message().getAllHeaders()).stream()
                    .map(header -> header.getName())
                    .toList();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertIsWellFormed(byte[] mail, long seed) {
        var raw = new String(mail, StandardCharsets.ISO_8859_1);
        assertThat(raw.replace("\r\n", "")).as("seed %d", seed).doesNotContain("\r", "\n", "\0");
        var body = raw.substring(raw.indexOf("\r\n\r\n"));
        for (var line : body.split("\r\n", -1)) {
            assertThat(line).as("seed %d", seed).hasSizeLessThanOrEqualTo(76).matches("[\\t -~]*");
        }
        for (var line : raw.substring(0, raw.length() - body.length()).split("\r\n", -1)) {
            assertThat(line).as("seed %d", seed).hasSizeLessThanOrEqualTo(998).matches("[\\t -~]*");
        }
    }

    @Test
    void noValueOfABlankBreaksTheMailOrMakesAHeader() {
        var names = headerNames(STENCIL.fill(Samples.ADA));
        Seeded.check(
                100,
                (random, seed) -> {
                    var values = new EnumMap<Blank, String>(Blank.class);
                    for (var blank : Blank.values()) {
                        values.put(blank, Texts.any(random));
                    }
                    var mail = STENCIL.fill(values);

                    assertIsWellFormed(mail, seed);
                    assertThat(headerNames(mail)).as("seed %d", seed).isEqualTo(names);
                    var read = Mails.read(mail);
                    var address = HeaderText.clean(values.getOrDefault(Blank.ADDRESS, ""));
                    assertThat(read.text()).as("seed %d", seed).contains(address);
                    assertThat(Jsoup.parse(read.html()).select("script")).isEmpty();
                    assertThat(
                                    Jsoup.parse(read.html())
                                            .select("a:containsOwn(Unsubscribe)")
                                            .attr("href"))
                            .as("seed %d", seed)
                            .isEqualTo(
                                    HeaderText.clean(
                                            values.getOrDefault(Blank.UNSUBSCRIBE_URL, "")));
                });
    }

    @Test
    void noTextOfABriefingOrAListBreaksTheMailOrMakesAHeader() {
        var names = headerNames(STENCIL.fill(Samples.ADA));
        Seeded.check(
                25,
                (random, seed) -> {
                    var text = Texts.any(random);
                    var list =
                            Samples.list(
                                    "L" + Texts.any(random),
                                    new Mailbox(
                                            Texts.any(random), Samples.LIST.sender().address()));
                    var mail = hostile("H" + text, list).stencil().fill(Samples.ADA);

                    assertIsWellFormed(mail, seed);
                    assertThat(headerNames(mail)).as("seed %d", seed).isEqualTo(names);
                    assertThat(Jsoup.parse(Mails.read(mail).html()).select("script")).isEmpty();
                });
    }

    private static ComposedContent hostile(String text, NewsList list) {
        var briefing =
                new Briefing(
                        text,
                        text,
                        text,
                        List.of(text),
                        List.of(
                                new Section(
                                        text,
                                        List.of(
                                                new Block.Points(List.of(text)),
                                                new Block.Paragraph(text)))),
                        new Attribution(text, List.of()),
                        new Author(text, text),
                        text,
                        text,
                        List.of());
        var made = Samples.digest(List.of(briefing));
        return Samples.composer()
                .compose(
                        new Digest(
                                list,
                                made.number(),
                                made.made(),
                                made.depth(),
                                text,
                                made.items(),
                                made.viewUrl(),
                                "",
                                text));
    }

    @Test
    void aBlankWithoutAValueIsLeftEmpty() {
        var mail = Mails.read(STENCIL.fill(Map.of()));

        assertThat(mail.text()).contains("because  is subscribed");
        assertThat(mail.header("Message-ID")).isEqualTo("<>");
    }

    @Test
    void aBlankOfALaterVersionIsAnError() {
        assertThatThrownBy(() ->
                        Stencil.read("To: \1HOROSCOPE TEXT\2".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(BriefwireException.class)
                .hasMessageContaining("HOROSCOPE");
    }

    @Test
    void fillingIsFarCheaperThanRendering() {
        var digest = Samples.digest(List.of(Samples.own().getFirst()));
        fastest(50, () -> STENCIL.fill(Samples.ADA));

        assertThat(fastest(200, () -> STENCIL.fill(Samples.ADA)) * 20)
                .isLessThan(fastest(5, () -> Samples.composer().compose(digest)));
    }

    private static long fastest(int times, Runnable work) {
        var fastest = Long.MAX_VALUE;
        for (var i = 0; i < times; i++) {
            var start = System.nanoTime();
            work.run();
            fastest = Math.min(fastest, System.nanoTime() - start);
        }
        return fastest;
    }
}
