package org.briefwire.collect;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.briefwire.config.Source;
import org.briefwire.media.Darkroom;
import org.briefwire.media.Developed;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Medium;
import org.briefwire.model.Picture;
import org.briefwire.model.SourceId;
import org.briefwire.store.WantedPicture;

/**
 * Gets the pictures that briefings show, once: files when they are there or have changed, addresses
 * less and less often while they fail. What is not had within a week is given up. A pass has its
 * bounds, so that no server's silence holds what waits behind it; the rest is for the next one.
 */
final class PictureCollector {
    private static final int MOST = 200;
    private static final int AT_ONCE = 4;
    private static final Duration PASS = Duration.ofSeconds(20);
    private static final Duration LONGEST_WAIT = Duration.ofHours(12);
    private static final Duration GIVE_UP = Duration.ofDays(7);
    private static final int LARGEST_FILE = 20 << 20;

    private final Map<SourceId, Path> folders = new HashMap<>();
    private final Intake intake;
    private final Outside outside;
    private final Darkroom darkroom = new Darkroom();

    PictureCollector(List<Source> sources, Intake intake, Outside outside) {
        this.intake = intake;
        this.outside = outside;
        for (var source : sources) {
            if (source instanceof Source.Folder folder) {
                folders.put(folder.id(), folder.folder());
            }
        }
    }

    /** What became of one. */
    private sealed interface Got {
        record Kept() implements Got {}

        record AsBefore() implements Got {}

        record Missing(String why, boolean isNew) implements Got {}
    }

    PictureReport collect() {
        var pictures = intake.pictures();
        var due = pictures.due(outside.clock().instant(), MOST);
        var known = pictures.newestFiles(MOST);
        var got = new ArrayList<Got>();
        Stream.concat(due.stream(), known.stream())
                .filter(picture -> Picture.isFile(picture.reference()))
                .forEach(picture -> got.add(fromFile(picture)));
        got.addAll(fromNet(due.stream().filter(p -> !Picture.isFile(p.reference())).toList()));
        var missing =
                got.stream().filter(Got.Missing.class::isInstance).map(Got.Missing.class::cast);
        var all = missing.toList();
        return new PictureReport(
                (int) got.stream().filter(Got.Kept.class::isInstance).count(),
                all.stream().map(Got.Missing::why).toList(),
                all.stream().filter(Got.Missing::isNew).map(Got.Missing::why).toList());
    }

    private List<Got> fromNet(List<WantedPicture> pictures) {
        var end = System.nanoTime() + PASS.toNanos();
        Set<String> silent = ConcurrentHashMap.newKeySet();
        var work = new ArrayList<Future<Got>>();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            for (var picture : pictures) {
                work.add(threads.submit(() -> fromNet(picture, silent, end)));
            }
        }
        return work.stream().map(Collector::result).toList();
    }

    /** A server that fails is not asked for more in this pass. */
    private Got fromNet(WantedPicture picture, Set<String> silent, long end) {
        var host = "";
        try {
            var address = new URI(picture.reference().replace(" ", "%20"));
            host = String.valueOf(address.getAuthority());
            if (silent.contains(host) || outside.stop().isTold() || System.nanoTime() - end > 0) {
                return new Got.AsBefore();
            }
            var answer = outside.fetcher().fetch(FetchRequest.of(address));
            return answer.status() == 200
                    ? developed(picture, answer.body())
                    : failed(picture, "HTTP status " + answer.status());
        } catch (FetchException e) {
            if (outside.stop().isTold()) {
                return new Got.AsBefore();
            }
            silent.add(host);
            return failed(picture, String.valueOf(e.getMessage()));
        } catch (URISyntaxException e) {
            return failed(picture, "no address: " + e.getReason());
        }
    }

    private Got fromFile(WantedPicture picture) {
        var folder = folders.get(Picture.source(picture.reference()));
        if (folder == null) {
            return failed(picture, "its source is not in the config any more");
        }
        try {
            var file = FolderListing.within(folder, Picture.path(picture.reference()));
            var changed = Files.getLastModifiedTime(file).toInstant();
            var stamp = changed.toEpochMilli() + "/" + Files.size(file);
            if (stamp.equals(picture.stamp())) {
                return picture.error().isEmpty()
                        ? new Got.AsBefore()
                        : failed(picture, picture.error());
            }
            try (var in = Files.newInputStream(file)) {
                var bytes = in.readNBytes(LARGEST_FILE + 1);
                return bytes.length > LARGEST_FILE
                        ? failed(picture, "more than 20 MiB")
                        : developed(stamped(picture, stamp), bytes);
            }
        } catch (NoSuchFileException none) {
            return picture.isShown()
                    ? new Got.AsBefore()
                    : failed(picture, "there is no such file");
        } catch (IOException e) {
            return failed(picture, FolderListing.reason(e));
        }
    }

    private static WantedPicture stamped(WantedPicture picture, String stamp) {
        return new WantedPicture(
                picture.reference(),
                stamp,
                picture.error(),
                picture.failures(),
                picture.since(),
                picture.isShown());
    }

    private Got developed(WantedPicture picture, byte[] bytes) {
        return switch (darkroom.develop(bytes)) {
            case Developed.Refused refused -> failed(picture, refused.reason());
            case Developed.Print print -> {
                Medium medium;
                try {
                    medium = intake.media().keep(print);
                } catch (BriefwireException e) {
                    yield failed(picture, String.valueOf(e.getMessage()));
                }
                intake.pictures().keep(picture.reference(), medium, picture.stamp());
                yield new Got.Kept();
            }
        };
    }

    private Got failed(WantedPicture picture, String reason) {
        var now = outside.clock().instant();
        var isFile = Picture.isFile(picture.reference());
        var why = "picture %s: %s".formatted(picture.reference(), reason);
        if (!picture.isShown() && picture.since().plus(GIVE_UP).isBefore(now)) {
            intake.pictures().giveUp(picture.reference());
            return new Got.Missing(why + "; given up after a week", true);
        }
        var isNew = !reason.equals(picture.error());
        if (isNew || !isFile) {
            var next = isFile ? now : now.plus(wait(picture.failures()));
            intake.pictures().failed(picture, reason, next);
        }
        var meanwhile = picture.isShown() ? "the one before stays" : "its briefing goes without it";
        return new Got.Missing("%s; %s, and it is tried again".formatted(why, meanwhile), isNew);
    }

    private static Duration wait(int failures) {
        var wait = Duration.ofMinutes(1L << Math.min(failures, 10));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
