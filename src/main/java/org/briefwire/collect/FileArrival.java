package org.briefwire.collect;

import java.util.stream.Stream;
import org.briefwire.briefing.Reading;
import org.briefwire.config.Source;
import org.briefwire.store.Arrival;

/** A file's briefing as it arrives. */
final class FileArrival {
    private FileArrival() {}

    static Arrival of(Reading.Parsed parsed, Source.Folder source, String file, String hash) {
        var matter = parsed.matter();
        var topics =
                Stream.concat(matter.topics().stream(), source.topics().stream())
                        .distinct()
                        .toList();
        return new Arrival(
                file,
                matter.id(),
                hash,
                parsed.briefing().withTopics(topics),
                matter.slug(),
                matter.date(),
                matter.embargo(),
                matter.urgent(),
                matter.quiet(),
                matter.correction());
    }
}
