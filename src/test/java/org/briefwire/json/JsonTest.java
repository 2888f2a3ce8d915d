package org.briefwire.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.Section;
import org.briefwire.model.TopicId;
import org.junit.jupiter.api.Test;

class JsonTest {
    @Test
    void aBriefingIsReadBackAsItWasWritten() {
        var briefing =
                new Briefing(
                        "Håndball “wins”",
                        "",
                        "NEWS BRIEF",
                        List.of("One.", "Two."),
                        List.of(
                                Section.ofPoints("WHAT HAPPENED", List.of("a", "b")),
                                new Section(
                                        "",
                                        List.of(
                                                new Block.Paragraph("p"),
                                                new Block.Markup("<p>m</p>")))),
                        new Attribution("Based on Reuters.", List.of("Reuters")),
                        new Author("Ada", "Writes."),
                        "en",
                        "https://example.org/a",
                        List.of(new TopicId("world")));

        assertThat(Json.read(Json.write(briefing), Briefing.class)).isEqualTo(briefing);
    }

    private record Dated(Optional<Instant> at, Optional<String> name) {}

    @Test
    void whatIsAbsentIsLeftOutAndInstantsAreIso8601() {
        var dated = new Dated(Optional.of(Instant.parse("2026-11-24T07:00:00Z")), Optional.empty());

        assertThat(Json.write(dated)).isEqualTo("{\"at\":\"2026-11-24T07:00:00Z\"}");
        assertThat(Json.read(Json.write(dated), Dated.class)).isEqualTo(dated);
    }
}
