package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.briefwire.testing.FeedServer;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FeedSourceTest {
    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void oldEntriesAreQuietNewOnesAreMailedAndABrokenFeedCostsALine(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind);
                var agency = FeedServer.start()) {
            var address = agency.at("/rss.xml");
            desk.edit(
                    "\nsources:\n",
                    "\nsources:\n  - { id: agency, feed: \"%s\", every: 15m }\n"
                            .formatted(address));
            desk.readers("ann@example.org");
            agency.answer("/rss.xml", FeedServer.Answer.ok(rss("One", "Two")));

            assertThat(desk.done("run", "--now"))
                    .contains(": 2 new\n", "nothing new, nothing is sent", "mail       0 sent\n");

            agency.answer("/rss.xml", FeedServer.Answer.ok(rss("One", "Two", "Three")));
            desk.later(Duration.ofMinutes(20));
            assertThat(desk.done("run", "--now")).contains("agency: 1 new, 2 unchanged\n");
            assertThat(desk.mails())
                    .singleElement()
                    .satisfies(mail -> {
                        assertThat(mail.subject()).isEqualTo("Three");
                        assertThat(mail.words()).contains("Text of Three.").doesNotContain("One");
                    });

            agency.answer("/rss.xml", FeedServer.Answer.status(500));
            desk.later(Duration.ofMinutes(20));
            desk.dropBriefing("From the desk");
            var broken = desk.run("run", "--now");
            assertThat(broken.code()).isZero();
            assertThat(broken.out()).contains("agency: failed\n", "mail       1 sent\n");
            assertThat(broken.err())
                    .isEqualTo("source agency: %s: HTTP status 500\n".formatted(address));
            assertThat(desk.mails())
                    .extracting(Mail::subject)
                    .containsExactly("Three", "From the desk");
        }
    }

    private static String rss(String... titles) {
        var items = new StringBuilder();
        for (var title : titles) {
            items.append(
                    """
                    <item><title>%1$s</title><guid isPermaLink="false">%1$s</guid>
                    <link>https://agency.example.org/%1$s</link>
                    <description>Text of %1$s.</description></item>
                    """
                            .formatted(title));
        }
        return """
        <?xml version="1.0" encoding="UTF-8"?>
        <rss version="2.0"><channel><title>Agency</title>
        <link>https://agency.example.org/</link><description>News</description>
        %s</channel></rss>
        """
                .formatted(items);
    }
}
