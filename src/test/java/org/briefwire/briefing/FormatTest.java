package org.briefwire.briefing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.briefwire.model.Block;
import org.briefwire.model.Section;
import org.briefwire.testing.Seeded;
import org.junit.jupiter.api.Test;

/** What is read, written and read again is the same. */
class FormatTest {
    private static final HouseStyle STYLE =
            new HouseStyle(ZoneOffset.UTC, List.of("Latest Articles"));
    private static final List<String> LINES =
            List.of(
                    "A sentence of the text.",
                    "Short",
                    "Ada Lovelace",
                    "ADA LOVELACE",
                    "A PARAGRAPH IN CAPITALS",
                    "NEWS BRIEF",
                    "WHAT HAPPENED",
                    "USING C#",
                    "\\WHAT IT MEANS",
                    "## A heading #",
                    "# Title",
                    "> Quoted",
                    "> QUOTED",
                    "• A point.",
                    "- another",
                    "1. first",
                    "• • twice",
                    "\\• no point",
                    "\\",
                    "\\\\",
                    "---",
                    "With information from Reuters and AFP.",
                    "Quelle: dpa",
                    "\\Source: nobody",
                    "SOURCE:",
                    "REUTERS",
                    "发生了什么",
                    "这是一个句子。",
                    "ماذا حدث",
                    "عربي.",
                    "क्या हुआ",
                    "ЧТО ПРОИЗОШЛО",
                    "\u202Ebackwards\u202C",
                    "e\u0301",
                    "\\Latest Articles",
                    "key: value");

    @Test
    void aBriefingThatWasReadIsReadTheSameFromWhatIsWritten() {
        Seeded.check(
                20_000,
                (random, seed) -> {
                    var text = text(random);
                    if (NewsBrief.parse(text, STYLE) instanceof Reading.Parsed parsed) {
                        var written = NewsBrief.format(parsed.briefing(), parsed.matter(), STYLE);
                        assertThat(NewsBrief.parse(written, STYLE))
                                .as("%s%n-->%n%s", text, written)
                                .isEqualTo(
                                        new Reading.Parsed(
                                                parsed.briefing(), parsed.matter(), List.of()));
                    }
                });
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        if (random.nextInt(4) == 0) {
            text.append("---\nid: \"a\\tb \\\"x\\\" \\u0007\"\ndate: 2026-11-24T07:00\n");
            text.append("topics: [Öl & Gas, b]\nlanguage: de\nlink: https://example.org/?a=b#c\n");
            text.append("urgent: true\ncorrection: 'it''s # wrong: yes'\n---\n");
        }
        text.append("A headline\n\nA standfirst of the text.\n\n");
        var blocks = random.nextInt(9) + 1;
        for (var block = 0; block < blocks; block++) {
            var lines = new ArrayList<String>();
            for (var line = random.nextInt(3); line >= 0; line--) {
                lines.add(Seeded.oneOf(random, LINES));
            }
            text.append(String.join("\n", lines)).append("\n\n");
        }
        return text.toString();
    }

    @Test
    void hostileWordsKeepTheirPlace() {
        var text =
                """
                ---
                language: "en"
                ---

                \\- 1 degree

                \\THE WORLD STANDS STILL

                NEWS BRIEF

                \\• A lead that starts with a bullet.

                ## WHAT HAPPENED

                • One.
                • Two.

                \\In short

                With information from Reuters.

                Ada Lovelace

                \\Latest Articles
                """;

        var parsed = (Reading.Parsed) NewsBrief.parse(text, STYLE);

        assertThat(parsed.briefing().headline()).isEqualTo("- 1 degree");
        assertThat(parsed.briefing().standfirst()).isEqualTo("THE WORLD STANDS STILL");
        assertThat(parsed.briefing().author().bio()).isEqualTo("Latest Articles");
        assertThat(NewsBrief.format(parsed.briefing(), parsed.matter(), STYLE)).isEqualTo(text);
    }

    @Test
    void aFeedsHtmlIsRefused() {
        var parsed = (Reading.Parsed) NewsBrief.parse("Headline\n\nLead.", STYLE);
        var briefing = parsed.briefing();
        var markup =
                new org.briefwire.model.Briefing(
                        briefing.headline(),
                        briefing.standfirst(),
                        briefing.label(),
                        briefing.lead(),
                        List.of(new Section("", List.of(new Block.Markup("<p>x</p>")))),
                        briefing.attribution(),
                        briefing.author(),
                        briefing.language(),
                        briefing.link(),
                        briefing.topics());

        assertThatThrownBy(() -> NewsBrief.format(markup, FrontMatter.NONE, STYLE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a feed's HTML has no form as text: <p>x</p>");
    }
}
