package org.briefwire.collect;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.briefwire.briefing.Illustration;
import org.briefwire.briefing.Reading;
import org.briefwire.config.Source;
import org.briefwire.model.Picture;
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
        var briefing = parsed.briefing().withTopics(topics);
        return new Arrival(
                file,
                matter.id(),
                hash,
                picture(parsed, source, file).map(briefing::withPicture).orElse(briefing),
                matter.slug(),
                matter.date(),
                matter.embargo(),
                matter.urgent(),
                matter.quiet(),
                matter.correction());
    }

    /** The picture, if it can be shown: it has words, and lies in the source's folder. */
    private static Optional<Picture> picture(
            Reading.Parsed parsed, Source.Folder source, String file) {
        return parsed.matter()
                .image()
                .filter(image -> !image.alt().isEmpty())
                .flatMap(image ->
                        reference(image, source, file)
                                .map(where -> new Picture(where, image.alt(), image.credit())));
    }

    private static Optional<String> reference(
            Illustration image, Source.Folder source, String file) {
        return image.file().isEmpty()
                ? Optional.of(image.url())
                : within(image.file(), file).map(path -> Picture.ofFile(source.id(), path));
    }

    /**
     * A path beside a briefing's file as one from the source's folder, if it leads nowhere else.
     */
    private static Optional<String> within(String path, String file) {
        var steps = new ArrayDeque<String>(List.of(file.split("/", -1)));
        steps.removeLast();
        for (var step : path.replace('\\', '/').split("/", -1)) {
            if (step.equals("..")) {
                if (steps.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.addLast(step);
            }
        }
        var leadsOut = path.startsWith("/") || path.startsWith("\\") || path.matches("^\\w:.*");
        return leadsOut || steps.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join("/", steps));
    }

    /** What became of a picture that can't be shown for where it lies. */
    static Optional<String> remark(Reading.Parsed parsed, String file) {
        return parsed.matter()
                .image()
                .map(Illustration::file)
                .filter(image -> !image.isEmpty() && within(image, file).isEmpty())
                .map(image ->
                        "image %s left out: it leads out of the source's folder".formatted(image));
    }
}
