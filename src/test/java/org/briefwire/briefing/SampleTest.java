package org.briefwire.briefing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.briefwire.json.Json;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Block;
import org.briefwire.model.Section;
import org.briefwire.testing.Golden;
import org.junit.jupiter.api.Test;

/** The real news brief is read whole. */
class SampleTest {
    private static final HouseStyle STYLE =
            new HouseStyle(ZoneOffset.UTC, List.of("Latest Articles"));
    private static final Path SAMPLES = Path.of("src/main/resources/demo/briefings");

    @Test
    void theRealBriefIsReadWhole() throws IOException {
        var file = Files.readAllBytes(SAMPLES.resolve("us-pushes-ukraine-donetsk.txt"));

        var parsed = (Reading.Parsed) NewsBrief.read(file, STYLE);

        var briefing = parsed.briefing();
        assertThat(briefing.headline())
                .isEqualTo("US Reportedly Pushes Ukraine to Withdraw from Donetsk in Peace Talks");
        assertThat(briefing.standfirst())
                .startsWith("The U.S. reportedly stated")
                .endsWith("as part of a peace agreement.");
        assertThat(briefing.label()).isEqualTo("NEWS BRIEF");
        assertThat(briefing.lead())
                .singleElement()
                .asString()
                .startsWith("In a major shift")
                .endsWith("oppose major concessions.");
        assertThat(briefing.sections())
                .extracting(Section::heading)
                .containsExactly("WHAT HAPPENED", "WHY IT MATTERS", "IMPLICATIONS");
        assertThat(briefing.sections())
                .allSatisfy(section ->
                        assertThat(section.blocks())
                                .singleElement()
                                .isInstanceOfSatisfying(
                                        Block.Points.class,
                                        points -> assertThat(points.points()).hasSize(4)));
        assertThat(briefing.attribution())
                .isEqualTo(
                        new Attribution(
                                "This briefing is based on information from Reuters.",
                                List.of("Reuters")));
        assertThat(briefing.author())
                .isEqualTo(
                        new Author(
                                "Rameen Siddiqui",
                                "Managing Editor at Modern Diplomacy. Youth activist, trainer and"
                                        + " thought leader specializing in sustainable development,"
                                        + " advocacy and development justice."));
        assertThat(parsed.matter()).isEqualTo(FrontMatter.NONE);
        assertThat(parsed.remarks()).isEmpty();
        Golden.assertSame("briefing/us-pushes-ukraine-donetsk.json", Json.writePretty(briefing));
    }

    @Test
    void everySampleIsListedAndReadWhole() throws IOException {
        var index = Files.readAllLines(SAMPLES.resolve("index.txt"));
        try (var files = Files.list(SAMPLES)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(
                            Stream.concat(index.stream(), Stream.of("index.txt")).toList());
        }
        for (var name : index) {
            var reading = NewsBrief.read(Files.readAllBytes(SAMPLES.resolve(name)), STYLE);
            assertThat(reading)
                    .as(name)
                    .isInstanceOfSatisfying(Reading.Parsed.class, SampleTest::assertWhole);
        }
    }

    private static void assertWhole(Reading.Parsed parsed) {
        var briefing = parsed.briefing();
        assertThat(parsed.remarks()).isEmpty();
        assertThat(briefing.standfirst()).isNotEmpty();
        assertThat(briefing.label()).isNotEmpty();
        assertThat(briefing.lead()).hasSize(1);
        assertThat(briefing.sections()).hasSize(3);
        assertThat(briefing.attribution().credits()).isNotEmpty();
        assertThat(briefing.author().isNamed()).isTrue();
        assertThat(briefing.author().bio()).endsWith(".").doesNotContain("Latest Articles");
    }
}
