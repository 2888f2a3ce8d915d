package org.briefwire.briefing;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.time.ZoneOffset;
import java.util.List;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.Section;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NewsBriefTest {
    private static final HouseStyle STYLE =
            new HouseStyle(ZoneOffset.UTC, List.of("Latest Articles"));
    private static final String PLAIN =
            "Headline\n\nStandfirst.\n\nNEWS BRIEF\n\nLead.\n\nWHAT HAPPENED\n\n• One.\n• Two.\n";

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\r", "\u2028", "  \n", "\u00A0\n\u00A0\n"})
    void anyLineEndWillDo(String end) {
        assertThat(briefing(PLAIN.replace("\n", end))).isEqualTo(briefing(PLAIN));
    }

    @Test
    void decodesByMarkThenUtf8ThenWindows1252() {
        var text = PLAIN.replace("Two", "Zwölf – „x“");
        var expected = briefing(text);

        assertThat(read(("\uFEFF" + text).getBytes(UTF_8)).briefing()).isEqualTo(expected);
        assertThat(read(("\uFEFF" + text).getBytes(UTF_16LE)).briefing()).isEqualTo(expected);
        var old = read(text.getBytes(Charset.forName("windows-1252")));
        assertThat(old.briefing()).isEqualTo(expected);
        assertThat(old.remarks()).containsExactly(new Remark("not UTF-8: read as windows-1252", 0));
    }

    @Test
    void controlCharactersAreDroppedAndNoted() {
        var parsed = read(PLAIN.replace("Lead.", "Le\u0007ad\uFFFF.\u0008").getBytes(UTF_8));

        assertThat(parsed.briefing()).isEqualTo(briefing(PLAIN));
        assertThat(parsed.remarks())
                .containsExactly(
                        new Remark("control characters dropped: 3, the first in line 7", 7));
    }

    @ParameterizedTest
    @ValueSource(strings = {"•", "-", "–", "*", "◦", "‣", "1.", "12)", "  •  ", "\t-\u00A0"})
    void anyBulletWillDo(String bullet) {
        assertThat(briefing(PLAIN.replace("•", bullet)).sections())
                .containsExactly(Section.ofPoints("WHAT HAPPENED", List.of("One.", "Two.")));
    }

    @Test
    void wrappedLinesAreOneText() {
        var briefing =
                briefing(
                        """
                        A head
                        line

                        A stand
                        first.

                        NEWS BRIEF
                        A lead
                        of two.

                        WHAT HAPPENED
                          • One
                            goes on.
                          • Two.
                        WHY IT MATTERS
                          • Three.
                        """);

        assertThat(briefing)
                .isEqualTo(
                        new Briefing(
                                "A head line",
                                "A stand first.",
                                "NEWS BRIEF",
                                List.of("A lead of two."),
                                List.of(
                                        Section.ofPoints(
                                                "WHAT HAPPENED", List.of("One goes on.", "Two.")),
                                        Section.ofPoints("WHY IT MATTERS", List.of("Three."))),
                                Attribution.NONE,
                                Author.NONE,
                                "",
                                "",
                                List.of()));
    }

    @Test
    void withoutLabelTheFirstOfSeveralIsStandfirst() {
        var briefing = briefing("H\n\nS.\n\nL1.\n\nL2.\n\nWHAT HAPPENED\n\n• One.\n");

        assertThat(briefing.standfirst()).isEqualTo("S.");
        assertThat(briefing.lead()).containsExactly("L1.", "L2.");
        assertThat(briefing("H\n\nOnly.").lead()).containsExactly("Only.");
        assertThat(briefing("H\n\nOnly.").standfirst()).isEmpty();
    }

    @Test
    void aSectionMayBeOfParagraphs() {
        var briefing =
                briefing(PLAIN + "\nWHY IT MATTERS\n\nFirst.\n\nSecond.\n\n• Three.\n\n• Four.\n");

        assertThat(briefing.sections().getLast())
                .isEqualTo(
                        new Section(
                                "WHY IT MATTERS",
                                List.of(
                                        new Block.Paragraph("First."),
                                        new Block.Paragraph("Second."),
                                        new Block.Points(List.of("Three.", "Four.")))));
    }

    @Test
    void aBackslashTakesTheMeaningAway() {
        var briefing =
                briefing(
                        """
                        \\# 1

                        \\- stands.

                        \\IN CAPITALS

                        \\Latest Articles

                        WHAT HAPPENED

                        • - dash

                        \\\\back

                        With information from AFP.

                        \\no name
                        """);

        assertThat(briefing.headline()).isEqualTo("# 1");
        assertThat(briefing.standfirst()).isEqualTo("- stands.");
        assertThat(briefing.lead()).containsExactly("IN CAPITALS", "Latest Articles");
        assertThat(briefing.sections())
                .containsExactly(
                        new Section(
                                "WHAT HAPPENED",
                                List.of(
                                        new Block.Points(List.of("- dash")),
                                        new Block.Paragraph("\\back"))));
        assertThat(briefing.author()).isEqualTo(new Author("", "no name"));
    }

    @Test
    void headingsNeedNoCapitalsWhereTheScriptHasNone() {
        var briefing = briefing("标题\n\n导语。\n\n发生了什么\n\n• 第一点\n接着\n\nما أهمية ذلك\n\n• نقطة\n");

        assertThat(briefing.sections())
                .containsExactly(
                        Section.ofPoints("发生了什么", List.of("第一点接着")),
                        Section.ofPoints("ما أهمية ذلك", List.of("نقطة")));
        assertThat(briefing("Г\n\nЛид.\n\nЧТО СЛУЧИЛОСЬ\n\n• Раз.").sections())
                .containsExactly(Section.ofPoints("ЧТО СЛУЧИЛОСЬ", List.of("Раз.")));
    }

    @Test
    void markdownsSignsAreTaken() {
        assertThat(
                        briefing(
                                "# Headline\n\n> Standfirst.\n\nNEWS BRIEF\n\nLead.\n\n"
                                        + "## WHAT HAPPENED\n- One.\n- Two."))
                .isEqualTo(briefing(PLAIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "This briefing is based on information from Reuters. | Reuters",
                "with information from Reuters, the Associated Press, and AFP | Reuters;Associated Press;AFP",
                "Based on reporting by Reuters and The Guardian. | Reuters;The Guardian",
                "Mit Informationen von dpa und der AFP. | dpa;AFP",
                "Quellen: dpa, Reuters | dpa;Reuters",
                "Cette brève repose sur des informations de Reuters. | Reuters",
                "Cette brève repose sur des informations de l'AFP et Le Monde. | AFP;Le Monde",
                "Sources : AFP, Reuters et l’agence dpa | AFP;Reuters;agence dpa",
                "Este informe se basa en información de EFE. | EFE",
                "Este informe se basa en información de EFE y la agencia Reuters. | EFE;agencia Reuters",
                "Fuentes: EFE, AFP y Reuters | EFE;AFP;Reuters",
                "Эта сводка основана на информации ТАСС. | ТАСС",
                "По данным ТАСС и Reuters. | ТАСС;Reuters",
                "Источники: ТАСС, Интерфакс и Reuters | ТАСС;Интерфакс;Reuters",
                "استند هذا الموجز إلى معلومات من رويترز. | رويترز",
                "يستند هذا التقرير إلى معلومات من رويترز ووكالة الأنباء الفرنسية. | رويترز;وكالة الأنباء الفرنسية",
                "المصادر: رويترز، صحيفة واشنطن بوست والجزيرة | رويترز;صحيفة واشنطن بوست;الجزيرة",
                "本简报基于路透社提供的信息。 | 路透社",
                "本简报基于路透社和法新社提供的信息。 | 路透社;法新社",
                "来源：路透社、法新社和新华社 | 路透社;法新社;新华社",
                "यह समाचार रॉयटर्स की जानकारी पर आधारित है। | रॉयटर्स",
                "यह समाचार रॉयटर्स और पीटीआई की जानकारी पर आधारित है। | रॉयटर्स;पीटीआई",
                "स्रोत: रॉयटर्स, पीटीआई और एएफपी | रॉयटर्स;पीटीआई;एएफपी",
                "Dieses Briefing beruht auf Informationen von Reuters. | Reuters",
            })
    void attributionsGiveTheirCredits(String sentence, String credits) {
        assertThat(briefing(PLAIN + "\n" + sentence).attribution())
                .isEqualTo(new Attribution(sentence, List.of(credits.split(";", -1))));
    }

    @Test
    void anAttributionMayBeWrappedAndFollowedAtOnce() {
        var briefing =
                briefing(
                        PLAIN
                                + "\nThis briefing is based on information\nfrom Reuters.\nAda\nAda\nA bio"
                                + "\nof two lines.\n\nAnd two paragraphs.");

        assertThat(briefing.attribution().credits()).containsExactly("Reuters");
        assertThat(briefing.author())
                .isEqualTo(new Author("Ada", "A bio of two lines. And two paragraphs."));
    }

    @Test
    void withoutAttributionANameAfterTheLastSectionIsTheAuthor() {
        assertThat(briefing(PLAIN + "\nAda Lovelace\nWrites.").author())
                .isEqualTo(new Author("Ada Lovelace", "Writes."));
        assertThat(briefing("H\n\nS.\n\nShort line").author()).isEqualTo(Author.NONE);
    }

    @Test
    void furnitureEndsTheText() {
        assertThat(briefing(PLAIN + "\nLATEST articles\n\n• More\n")).isEqualTo(briefing(PLAIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "'' | 0 | the file is empty",
                "' \n\t\n' | 0 | the file is empty",
                "'\n\nOnly a headline' | 3 | no body: a headline alone is no briefing",
                "'Latest Articles\n\nx' | 0 | no headline: the text's first block is one",
            })
    void whatIsNoBriefingIsSetAside(String text, int line, String reason) {
        assertThat(NewsBrief.read(text.getBytes(UTF_8), STYLE))
                .isEqualTo(new Reading.Rejected(reason, line, Math.min(1, line)));
    }

    @Test
    void aNulMakesItBinary() {
        assertThat(NewsBrief.read("a\0b\n\nc".getBytes(UTF_8), STYLE))
                .isEqualTo(new Reading.Rejected("binary, not text: there is a NUL in it", 0, 0));
    }

    @Test
    void aFileOverOneMebibyteIsSetAside() {
        assertThat(NewsBrief.read(new byte[(1 << 20) + 1], STYLE))
                .isEqualTo(
                        new Reading.Rejected("1048577 octets; a briefing has at most 1 MiB", 0, 0));
    }

    private static Briefing briefing(String text) {
        return read(text.getBytes(UTF_8)).briefing();
    }

    private static Reading.Parsed read(byte[] bytes) {
        return (Reading.Parsed) NewsBrief.read(bytes, STYLE);
    }
}
