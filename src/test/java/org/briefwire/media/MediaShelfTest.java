package org.briefwire.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaShelfTest {
    @TempDir private Path folder;

    @Test
    void aPictureIsKeptOnceUnderItsHash() throws IOException {
        var shelf = new MediaShelf(folder.resolve("media"));
        var print = new Developed.Print(new byte[] {1, 2, 3}, "image/png", 30, 20);

        var medium = shelf.keep(print);

        assertThat(shelf.keep(print)).isEqualTo(medium);
        assertThat(medium.path())
                .isEqualTo(
                        "/media/039058c6f2c0cb492c533b0a4d14ef77cc0f78abccced5287d84a1a2011cfb81");
        var kept = shelf.find(medium.hash()).orElseThrow();
        assertThat(kept.bytes()).containsExactly(1, 2, 3);
        assertThat(kept.type()).isEqualTo("image/png");
        try (var files = Files.walk(folder)) {
            assertThat(files.filter(Files::isRegularFile)).hasSize(1);
        }
    }

    @Test
    void nothingButAHashIsLookedFor() {
        var shelf = new MediaShelf(folder);

        assertThat(shelf.find("../../etc/passwd")).isEmpty();
        assertThat(shelf.find("0".repeat(64))).isEmpty();
        assertThat(shelf.find("A".repeat(64))).isEmpty();
    }
}
