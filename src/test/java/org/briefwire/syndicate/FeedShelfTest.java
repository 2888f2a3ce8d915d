package org.briefwire.syndicate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedShelfTest {
    private static final byte[] ONE = "one, and one more".getBytes(StandardCharsets.UTF_8);
    private static final byte[] TWO = "two, and two more".getBytes(StandardCharsets.UTF_8);

    @TempDir Path folder;

    @Test
    void aPlacedFeedIsFoundWithItsTwinAndTwoStrongTags() throws IOException {
        var shelf = new FeedShelf(folder);
        assertThat(shelf.place("lists/daily/feed.rss", ONE)).isTrue();
        assertThat(shelf.place("lists/daily/feed.rss", ONE)).isFalse();
        var feed = shelf.find("lists/daily/feed.rss").orElseThrow();
        assertThat(feed.plain()).isEqualTo(ONE);
        assertThat(ShelvedFeed.isTwin(feed.gzipped(), ONE)).isTrue();
        assertThat(feed.etag()).matches("\"[0-9a-f]{64}\"");
        assertThat(feed.gzippedEtag()).isEqualTo(feed.etag().replaceFirst("\"$", "-gzip\""));
        assertThat(Files.readAllBytes(folder.resolve("lists/daily/feed.rss.gz")))
                .isEqualTo(feed.gzipped());
        try (var files = Files.list(folder.resolve("lists/daily"))) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void anotherProcessMayReplaceAFeed() {
        var serving = new FeedShelf(folder);
        var running = new FeedShelf(folder);
        for (var bytes : new byte[][] {ONE, TWO, ONE}) {
            running.place("feed.rss", bytes);
            var feed = serving.find("feed.rss").orElseThrow();
            assertThat(feed.plain()).isEqualTo(bytes);
            assertThat(ShelvedFeed.isTwin(feed.gzipped(), bytes)).isTrue();
        }
    }

    @Test
    void aTwinOfOtherBytesIsNeverServed() throws IOException {
        var shelf = new FeedShelf(folder);
        shelf.place("feed.rss", ONE);
        for (var twin :
                new byte[][] {ShelvedFeed.gzip(TWO), "junk".getBytes(StandardCharsets.UTF_8)}) {
            Files.write(folder.resolve("feed.rss.gz"), twin);
            assertThat(new FeedShelf(folder).find("feed.rss").orElseThrow().gzipped())
                    .isEqualTo(ShelvedFeed.gzip(ONE));
        }
    }

    @Test
    void nothingOutsideTheFolderIsAFeed() throws IOException {
        Files.writeString(folder.resolve("secret"), "x");
        var shelf = new FeedShelf(folder.resolve("feeds"));
        shelf.place("feed.rss", ONE);
        for (var file :
                new String[] {"../secret", "lists/../../secret", "/etc/passwd", "none.rss"}) {
            assertThat(shelf.find(file)).as(file).isEmpty();
        }
    }
}
