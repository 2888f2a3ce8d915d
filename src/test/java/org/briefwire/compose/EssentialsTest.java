package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Briefing;
import org.briefwire.model.Depth;
import org.briefwire.model.Section;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of a briefing, the essentials are the lead and why it matters, in whatever language. */
class EssentialsTest {
    @ParameterizedTest
    @CsvSource({
        "WHY IT MATTERS,en",
        "Warum es wichtig ist:,de",
        "POURQUOI C'EST IMPORTANT,fr",
        "¿Por qué importa?,es",
        "ПОЧЕМУ ЭТО ВАЖНО,ru",
        "为什么重要？,zh",
        "لماذا يهم؟,ar",
        "यह क्यों महत्वपूर्ण है,hi"
    })
    void whyItMattersIsFoundByItsHeading(String heading, String language) {
        var briefing =
                new Briefing(
                        "A headline",
                        "",
                        "",
                        List.of("The lead."),
                        List.of(
                                Section.ofPoints("What else", List.of("A detail.")),
                                Section.ofPoints(heading, List.of("The reason."))),
                        Attribution.NONE,
                        Author.NONE,
                        language,
                        "",
                        List.of());
        var digest = Samples.digest(List.of(briefing), Depth.ESSENTIALS, language);
        var mail = Samples.composer().compose(digest);
        for (var part : List.of(mail.stencil().html(), mail.stencil().text())) {
            assertThat(part).contains("The lead.", "The reason.").doesNotContain("A detail.");
        }
        assertThat(mail.findings()).isEmpty();
    }
}
