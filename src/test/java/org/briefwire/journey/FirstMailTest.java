package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FirstMailTest {
    private static final String HEADLINE =
            "US Reportedly Pushes Ukraine to Withdraw from Donetsk in Peace Talks";

    @TempDir Path folder;

    @ParameterizedTest
    @EnumSource
    void theSampleArrivesWholeAndOnce(TestDatabases.Kind kind) {
        try (var desk = Desk.open(folder, kind)) {
            desk.dropSample();
            assertThat(
                            desk.done(
                                    "subscribers",
                                    "add",
                                    "ann@example.org",
                                    "--list",
                                    "daily",
                                    "--confirmed"))
                    .isEqualTo("ann@example.org gets daily now\n");

            assertThat(desk.run("run", "--now").withoutProgress())
                    .isEqualTo(
                            new CommandLineRun(
                                    0,
                                    """
                                    collected  desk: 1 new
                                    edition    daily now 2026-11-24T06:30:00Z: number 1, 1 briefing, 1 content
                                    feeds      9 written, 0 unchanged
                                    mail       1 sent
                                    """,
                                    ""));
            assertThat(desk.mails()).singleElement().satisfies(FirstMailTest::isTheSample);

            desk.later(Duration.ofMinutes(1));
            assertThat(desk.run("run", "--now").withoutProgress())
                    .isEqualTo(
                            new CommandLineRun(
                                    0,
                                    """
                                    collected  desk: 0 new, 1 unchanged
                                    edition    daily now 2026-11-24T06:31:00Z: nothing new, nothing is sent
                                    feeds      0 written, 9 unchanged
                                    mail       0 sent
                                    """,
                                    ""));
            assertThat(desk.mails()).hasSize(1);
            listingsTellOfIt(desk);
        }
    }

    private static void isTheSample(Mail mail) {
        assertThat(mail.subject()).isEqualTo(HEADLINE);
        var lead =
                Desk.sample()
                        .lines()
                        .filter(line -> line.startsWith("In a major shift"))
                        .findFirst()
                        .orElseThrow();
        assertThat(Desk.points()).hasSize(12);
        assertThat(mail.words()).contains(HEADLINE, lead).contains(Desk.points());
        assertThat(mail.shown()).contains(HEADLINE, lead).contains(Desk.points());
        assertThat(Mail.count(mail.words(), "Rameen Siddiqui")).isEqualTo(1);
        assertThat(Mail.count(mail.html(), "Rameen Siddiqui")).isEqualTo(1);
        assertThat(mail.words() + mail.shown()).doesNotContain("Latest Articles");
        assertThat(mail.header("From")).isEqualTo("The Daily Brief <briefings@example.org>");
        assertThat(mail.header("To")).isEqualTo("ann@example.org");
        assertThat(mail.header("Message-ID")).matches("<[^<>@\\s]+@example\\.org>");
        assertThat(mail.header("List-Id")).isEqualTo("The Daily Brief <daily.example.org>");
        assertThat(mail.header("List-Unsubscribe"))
                .matches("<http://localhost:8080/unsubscribe/[\\w-]+>");
        assertThat(mail.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(mail.header("List-Archive")).isEqualTo("<http://localhost:8080/lists/daily>");
        assertThat(mail.header("Feedback-ID")).startsWith("1:daily:briefwire:");
        assertThat(mail.header("Date")).isEqualTo("Tue, 24 Nov 2026 06:30:00 +0000");
        assertThat(mail.header("Content-Type")).startsWith("multipart/alternative");
    }

    private static void listingsTellOfIt(Desk desk) {
        assertThat(desk.done("briefings", "list", "--json"))
                .isEqualTo(
                        """
                        [{"slug":"us-reportedly-pushes-ukraine-to-withdraw-from-donetsk-in-peace-talks",\
                        "headline":"%s","source":"desk","file":"%s","released":"2026-11-24T06:30:00Z"}]
                        """
                                .formatted(HEADLINE, Desk.SAMPLE));
        assertThat(desk.done("editions", "list", "--json"))
                .isEqualTo(
                        """
                        [{"list":"daily","cadence":"now","slot":"2026-11-24T06:31:00Z",\
                        "state":"skipped","briefings":0,"deliveries":0,"sent":0,"deferred":0,"failed":0},
                         {"list":"daily","number":1,"cadence":"now","slot":"2026-11-24T06:30:00Z",\
                        "state":"done","briefings":1,"deliveries":1,"sent":1,"deferred":0,"failed":0}]
                        """);
        assertThat(desk.done("editions", "show", "daily", "1"))
                .isEqualTo(
                        """
                        daily number 1, now 2026-11-24T06:30:00Z: done
                        subject     %s
                        made        2026-11-24T06:30:00Z
                        briefings   1
                        sent        1
                             1 × sent: 250 2.0.0 taken
                        """
                                .formatted(HEADLINE));
        var none = desk.run("editions", "show", "daily", "2");
        assertThat(none)
                .isEqualTo(
                        new CommandLineRun(
                                1,
                                "",
                                "briefwire: daily has no edition 2; 'editions list daily' names"
                                        + " them all\n"));
    }
}
