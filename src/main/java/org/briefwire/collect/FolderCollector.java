package org.briefwire.collect;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.briefing.HouseStyle;
import org.briefwire.briefing.NewsBrief;
import org.briefwire.briefing.Reading;
import org.briefwire.config.Source;
import org.briefwire.model.Progress;
import org.briefwire.store.Briefings.Presence;
import org.briefwire.store.SourceState;

/** Collects a folder: files that changed are read, files still being written are waited for. */
final class FolderCollector {
    private static final Duration STILL_WRITTEN = Duration.ofSeconds(2);
    private static final int MOST_LOOKS = 5;
    private static final int LARGEST = 1 << 20;

    private final Intake intake;
    private final Outside outside;
    private final ZoneId zone;

    FolderCollector(Intake intake, Outside outside, ZoneId zone) {
        this.intake = intake;
        this.outside = outside;
        this.zone = zone;
    }

    SourceReport collect(Source.Folder source, Occasion occasion, Progress.Work progress) {
        FolderListing listing;
        try {
            listing = FolderListing.of(source.folder());
        } catch (IOException e) {
            var reason =
                    e instanceof NoSuchFileException
                            ? "folder %s: there is none".formatted(source.folder())
                            : "folder %s: %s".formatted(source.folder(), FolderListing.reason(e));
            note(source, reason);
            return tally(source, key -> true).failed(reason);
        }
        progress.expect(listing.files().size());
        var tally = tally(source, listing.files()::containsKey);
        listing.unreadable().forEach((file, reason) -> tally.rejected(file, "", reason, 0));
        var known = intake.briefings().hashes(source.id());
        var waiting = new ArrayList<String>();
        for (var file : listing.files().entrySet()) {
            if (outside.stop().isTold()) {
                return tally.left();
            }
            if (isStillWritten(file.getValue())) {
                waiting.add(file.getKey());
            } else {
                read(source, file.getKey(), known, tally);
                progress.done(1);
            }
        }
        for (var file : occasion == Occasion.POLL ? waiting : settled(source, waiting)) {
            if (occasion == Occasion.POLL || isStillWritten(changed(source, file))) {
                tally.remark(file + " is still being written; it is read the next time");
            } else {
                read(source, file, known, tally);
            }
            progress.done(1);
        }
        note(source, "");
        return tally.close();
    }

    /** Keeps a source's health; a folder that is looked at every few seconds writes only news. */
    private void note(Source.Folder source, String error) {
        var before = intake.sources().find(source.id());
        if (before.isPresent() && before.get().error().equals(error)) {
            return;
        }
        var now = Optional.of(outside.clock().instant());
        var state = before.orElse(SourceState.unknown(source.id(), source.folder().toString()));
        var isWell = error.isEmpty();
        intake.sources()
                .save(
                        new SourceState(
                                source.id(),
                                source.folder().toString(),
                                "",
                                "",
                                Instant.EPOCH,
                                isWell ? state.first().or(() -> now) : state.first(),
                                isWell ? now : state.last(),
                                isWell ? 0 : state.failures() + 1,
                                error));
    }

    private Tally tally(Source.Folder source, Presence present) {
        return new Tally(source.id(), intake, present, outside.clock().instant());
    }

    /** Waits until the files rest, or have been looked at often enough. */
    private List<String> settled(Source.Folder source, List<String> files) {
        var looks = 0;
        while (looks++ < MOST_LOOKS
                && !outside.stop().isTold()
                && files.stream().anyMatch(file -> isStillWritten(changed(source, file)))) {
            try {
                outside.pause().await(STILL_WRITTEN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return files;
            }
        }
        return files;
    }

    private boolean isStillWritten(Instant changed) {
        var age = Duration.between(changed, outside.clock().instant()).abs();
        return age.compareTo(STILL_WRITTEN) < 0;
    }

    private static Instant changed(Source.Folder source, String file) {
        try {
            return Files.getLastModifiedTime(source.folder().resolve(file)).toInstant();
        } catch (IOException gone) {
            return Instant.EPOCH;
        }
    }

    private void read(Source.Folder source, String file, Map<String, String> known, Tally tally) {
        byte[] bytes;
        try {
            bytes = bytes(FolderListing.within(source.folder(), file));
        } catch (NoSuchFileException gone) {
            return;
        } catch (IOException e) {
            tally.rejected(file, "", FolderListing.reason(e), 0);
            return;
        }
        var hash = Digests.of(bytes);
        if (hash.equals(known.get(file))) {
            tally.unchanged();
            return;
        }
        switch (NewsBrief.read(bytes, new HouseStyle(zone, source.furniture()))) {
            case Reading.Rejected rejected ->
                    tally.rejected(file, hash, rejected.reason(), rejected.line());
            case Reading.Parsed parsed -> {
                parsed.remarks().forEach(remark -> tally.remark(file + ": " + remark));
                FileArrival.remark(parsed, file).ifPresent(r -> tally.remark(file + ": " + r));
                tally.arrived(FileArrival.of(parsed, source, file, hash));
            }
        }
    }

    /** What is too large for a briefing is not read to its end. */
    static byte[] bytes(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(LARGEST + 1);
        }
    }
}
