package org.briefwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class DemoFeedTest {
    @Test
    void theDemosFeedIsReadWhole() throws IOException {
        var bytes = Files.readAllBytes(Path.of("src/main/resources/demo/feed.xml"));

        var feed = FeedReader.read(bytes, "", URI.create("http://localhost/feed.xml"));

        assertThat(feed.title()).isEqualTo("Northline Wire");
        assertThat(feed.entries())
                .hasSize(5)
                .allSatisfy(entry -> {
                    assertThat(entry.published()).isPresent();
                    assertThat(entry.authors()).hasSize(1);
                    assertThat(entry.summary()).isNotEmpty();
                    assertThat(entry.content()).startsWith("<p>");
                });
        assertThat(feed.entries().getFirst().content())
                .contains("href=\"https://northline.example.org/guides/radar\"");
    }
}
