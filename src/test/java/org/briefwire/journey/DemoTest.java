package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.briefwire.demo.Demo;
import org.jsoup.Jsoup;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoTest {
    @TempDir Path folder;

    @Test
    void theProgramRunsTheDemoOnceAndLeavesNothing() throws IOException, InterruptedException {
        var run = Program.run(folder, "demo", "--once");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        var lines = run.out().lines().map(line -> line.replaceAll("\\d+", "9")).toList();
        assertThat(lines).contains("collected  desk: 9 new", "collected  agency: 9 new");
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("collected"))
                .containsExactly(
                        "edition    daily now 9-9-9T9:9:9.9Z: number 9, 9 briefings, 9 contents",
                        "edition    world now 9-9-9T9:9:9.9Z: number 9, 9 briefings, 9 contents",
                        "feeds      9 written, 9 unchanged",
                        "mail       9 sent",
                        "arrived    9 in the mailbox");
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void everyAddressOfItsOwnThatStandsInAMailAFeedOrAPageOpens() {
        try (var demo = Demo.open(InstantSource.system());
                var browser = Browsing.start()) {
            demo.run();
            var archive = demo.serve().getOrDefault("archive", "");
            var closed = new ArrayList<String>();
            var seen = new LinkedHashSet<String>(List.of(archive + "mailbox"));
            for (var queue = new ArrayDeque<>(seen); !queue.isEmpty(); ) {
                var address = URI.create(queue.remove());
                var got = browser.get(address);
                var status = got.statusCode() + " " + browser.head(address).statusCode();
                if (!status.equals("200 200")) {
                    closed.add(status + " " + address);
                }
                for (var next : addresses(got, archive)) {
                    if (seen.add(next)) {
                        queue.add(next);
                    }
                }
            }
            assertThat(closed).isEmpty();
            assertThat(seen)
                    .contains(archive + "feed.atom", archive + "editions/daily/1")
                    .anyMatch(address -> address.startsWith(archive + "unsubscribe/"))
                    .anyMatch(address -> address.startsWith(archive + "briefings/"))
                    .anyMatch(address -> address.matches(".*/editions/daily/1/[0-9a-f]{16,}"))
                    .hasSizeGreaterThan(60);
        }
    }

    /** What a page, a feed or a mail names of this host, without what follows '#'. */
    private static Set<String> addresses(HttpResponse<String> page, String archive) {
        var found = new LinkedHashSet<String>();
        if (page.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
            var document = Jsoup.parse(page.body(), page.uri().toString());
            document.select("[href]").forEach(one -> found.add(one.absUrl("href")));
            document.select("[src]").forEach(one -> found.add(one.absUrl("src")));
        }
        // a mail's source is quoted-printable: its addresses may be broken by '='
        if (!page.uri().getPath().endsWith("/source")) {
            var text = Parser.unescapeEntities(page.body(), false);
            Pattern.compile(Pattern.quote(archive) + "[^\\s\"'<>)\\\\]*")
                    .matcher(text)
                    .results()
                    .map(MatchResult::group)
                    .forEach(found::add);
        }
        var ours = new LinkedHashSet<String>();
        found.stream()
                .filter(address -> address.startsWith(archive))
                .map(address -> address.replaceFirst("#.*", ""))
                .forEach(ours::add);
        return ours;
    }
}
