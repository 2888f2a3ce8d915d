package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.briefwire.app.Installation;
import org.briefwire.store.Editions;
import org.briefwire.testing.HeardLog;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A disk without room: nothing is lost, nothing is sent twice, and it goes on by itself. */
@Order(1)
class FullDiskTest {
    private static final String EVERY_TWO_SECONDS = "0/2 * * * * ?";
    private static final String FULL = "database or disk is full";
    private static final int READERS = 1_200;

    /** Connections, and outcomes that are not committed yet. */
    private static final int BOUND = 8 + 32;

    @TempDir Path folder;

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(90)).pollInterval(Duration.ofMillis(50));
    }

    private static void everybodyHasItOnce(Desk desk) {
        var one =
                "\"deliveries\":%1$d,\"sent\":%1$d,\"deferred\":0,\"failed\":0".formatted(READERS);
        assertThat(desk.reached()).isEqualTo(Stream.of(Desk.addresses(READERS)).sorted().toList());
        assertThat(desk.done("editions", "list", "--json")).containsOnlyOnce(one);
        assertThat(desk.done("audit")).contains("No gap: ");
        assertThat(desk.done("run")).contains("mail       0 sent\n");
    }

    private static long sent(Installation installation) {
        return installation.editions().newest(Optional.empty(), 1_000).stream()
                .mapToLong(Editions.Summary::sent)
                .sum();
    }

    /** Returns when no mail has come for a second. */
    private static int standstill(Desk desk) {
        var last = new AtomicInteger(-1);
        soon().during(Duration.ofSeconds(1))
                .until(() -> {
                    var now = desk.smtp().messageIds().size();
                    return last.getAndSet(now) == now;
                });
        return last.get();
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentMeanwhileIsRememberedWhenThereIsRoomAgain(FullDisk.Kind kind) {
        try (var disk = FullDisk.open(folder, kind, EVERY_TWO_SECONDS);
                var log = HeardLog.ofAll()) {
            var desk = disk.desk();
            desk.readers(Desk.addresses(READERS));
            desk.smtp().on(SmtpMoment.END).waits(Duration.ofMillis(10));
            try (var installation = desk.installation();
                    var server = installation.serve(List.of())) {
                desk.dropBriefing("News");
                soon().until(() -> desk.smtp().messageIds().size() > READERS / 20);

                disk.fill(installation);
                var stuck = standstill(desk);

                assertThat(stuck).as(server.address()).isLessThan(READERS);
                assertThat(log.lines("outcomes can't be kept yet: "))
                        .anyMatch(line -> line.contains(FULL));
                assertThat(sent(installation)).isBetween((long) stuck - BOUND, (long) stuck);

                disk.free(installation);
                soon().until(() -> sent(installation) == READERS);
            }
            everybodyHasItOnce(desk);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whatIsDroppedInMeanwhileIsCollectedAndSentWhenThereIsRoomAgain(FullDisk.Kind kind) {
        try (var disk = FullDisk.open(folder, kind, EVERY_TWO_SECONDS);
                var log = HeardLog.ofAll();
                var browser = Browsing.start()) {
            var desk = disk.desk();
            desk.readers(Desk.addresses(READERS));
            desk.dropBriefing("Known before");
            desk.done("collect");
            desk.done("run", "--now");
            try (var installation = desk.installation();
                    var server = installation.serve(List.of())) {
                disk.fill(installation);
                desk.drop(
                        "long.txt",
                        "Long news\n\nWhat it is about.\n\nWHAT HAPPENED\n\n"
                                + "• This did.\n".repeat(20_000));
                soon().until(() ->
                        log.lines("main-job failed and is tried again").stream()
                                .anyMatch(line -> line.contains(FULL)));

                for (var path : List.of("/", "/feed.rss")) {
                    var page = browser.get(URI.create(server.address() + path));
                    assertThat(page.statusCode()).isEqualTo(200);
                    assertThat(page.body()).contains("Known before").doesNotContain("Long news");
                }
                assertThat(desk.reached()).hasSize(READERS);

                disk.free(installation);
                soon().until(() -> sent(installation) == 2 * READERS);
                assertThat(browser.get(URI.create(server.address() + "/feed.rss")).body())
                        .contains("Long news");
            }
            assertThat(desk.smtp().messageIds()).hasSize(2 * READERS);
            assertThat(desk.done("audit")).contains("No gap: ");
        }
    }

    @Test
    void anEditionThatHasNoRoomIsMadeByTheNextRun() {
        try (var disk = FullDisk.open(folder, FullDisk.Kind.PAGES, Desk.NEW_YEAR)) {
            var desk = disk.desk();
            desk.readers(Desk.addresses(READERS));
            desk.dropBriefing("News");
            desk.done("collect");
            var limit = "?max_page_count=1\"";
            desk.edit(".db\"", ".db" + limit);

            var full = desk.run("run", "--now");

            assertThat(full.code()).isEqualTo(1);
            assertThat(full.err()).contains(FULL).hasLineCount(1);
            assertThat(desk.reached()).isEmpty();

            desk.edit(limit, "\"");
            desk.done("run");
            everybodyHasItOnce(desk);
        }
    }

    @Test
    void aFeedThatHasNoRoomStaysAsItWasAndTheMailGoesOut() {
        try (var disk = FullDisk.ofFeeds(folder, EVERY_TWO_SECONDS)) {
            feedsWait(disk.desk(), disk::fillUp, disk::freeUp);
        }
    }

    @Test
    void aFeedThatCannotBePlacedStaysAsItWasAndTheMailGoesOut() {
        try (var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, EVERY_TWO_SECONDS)) {
            var twin = desk.home().resolve("data/feeds/feed.rss.gz");
            feedsWait(desk, () -> obstruct(twin), () -> clear(twin));
        }
    }

    // a file can't be renamed over a folder that has something in it
    private static void obstruct(Path file) {
        try {
            Files.delete(file);
            Files.createDirectories(file.resolve("in the way"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void clear(Path file) {
        try {
            Files.delete(file.resolve("in the way"));
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void feedsWait(Desk desk, Runnable spoil, Runnable mend) {
        desk.readers("ann@example.org");
        desk.dropBriefing("Known before");
        desk.done("run", "--now");
        try (var log = HeardLog.ofAll();
                var browser = Browsing.start();
                var installation = desk.installation();
                var server = installation.serve(List.of())) {
            var address = URI.create(server.address() + "/feed.rss");
            var before = browser.get(address).body();

            spoil.run();
            desk.dropBriefing("Later news");
            soon().until(() -> desk.reached().size() == 2);
            // the feeds are made after the mail was
            var told = "feed feed.rss stays as it was: feed " + desk.home();
            soon().until(() -> !log.lines(told).isEmpty());

            assertThat(browser.get(address).body()).isEqualTo(before);
            assertThat(log.lines(told)).hasSize(1);

            mend.run();
            soon().until(() -> browser.get(address).body().contains("Later news"));
            // the other feeds may be being written at that moment
            soon().ignoreException(UncheckedIOException.class)
                    .untilAsserted(() -> assertThat(drafts(desk)).isEmpty());
        }
        assertThat(desk.reached()).hasSize(2);
    }

    private static List<Path> drafts(Desk desk) {
        try (var files =
                Files.walk(desk.home().resolve("data/feeds"), FileVisitOption.FOLLOW_LINKS)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
