package org.briefwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.briefwire.config.Source;
import org.briefwire.media.MediaShelf;
import org.briefwire.model.Progress;
import org.briefwire.model.SourceId;
import org.briefwire.model.Stop;
import org.briefwire.store.Briefings;
import org.briefwire.store.Database;
import org.briefwire.store.Pictures;
import org.briefwire.store.Rejections;
import org.briefwire.store.Sources;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("long")
class ManyFilesTest {
    private static final Progress.Work NOBODY = Progress.UNSEEN.begin("collecting", 0);

    @TempDir private Path folder;

    @Test
    void tenThousandFilesWithOneHeadlineAreCollected() throws Exception {
        var sample =
                Files.readString(
                        Path.of("src/main/resources/demo/briefings/us-pushes-ukraine-donetsk.txt"));
        var incoming = Files.createDirectories(folder.resolve("incoming"));
        var changed = FileTime.from(Instant.parse("2026-11-23T09:00:00Z"));
        for (var i = 0; i < 10_000; i++) {
            var file = incoming.resolve("f%05d.txt".formatted(i));
            Files.writeString(file, sample.replace("WHAT HAPPENED", "WHAT HAPPENED " + i));
            Files.setLastModifiedTime(file, changed);
        }
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder));
                var fetcher = new Fetcher("Briefwire/1", FetchLimits.DEFAULT, List.of())) {
            var collector =
                    new FolderCollector(
                            new Intake(
                                    new Briefings(database, "e.org"),
                                    new Sources(database),
                                    new Rejections(database),
                                    new Pictures(database),
                                    new MediaShelf(folder.resolve("media"))),
                            new Outside(
                                    fetcher,
                                    () -> Instant.parse("2026-11-23T10:00:00Z"),
                                    Pause.SLEEP,
                                    new Stop()),
                            ZoneOffset.UTC);
            var source =
                    new Source.Folder(
                            new SourceId("desk"), incoming, List.of(), List.of("Latest Articles"));

            assertThat(collector.collect(source, Occasion.RUN, NOBODY).created()).isEqualTo(10_000);
            assertThat(collector.collect(source, Occasion.RUN, NOBODY).unchanged())
                    .isEqualTo(10_000);
        }
    }
}
