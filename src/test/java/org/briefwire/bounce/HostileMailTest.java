package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/** Whatever comes in is answered: never an exception, never a hang, never much memory. */
class HostileMailTest {
    private static final String TOP =
            """
            From: MAILER-DAEMON@example.com
            To: briefings@example.org
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            """;
    // far above what it takes: a hang fails, a slow machine does not
    private static final Duration HANG = Duration.ofSeconds(60);

    // of a processor's time; in code that is not warm about a second is seen
    private static final Duration MOST_WORK = Duration.ofSeconds(8);

    private static final ThreadMXBean THREADS =
            ManagementFactory.getPlatformMXBean(ThreadMXBean.class);

    // all that reading ever allocates, garbage with it; about 10 MB are seen
    private static final long MOST_OCTETS = 32L * 1024 * 1024;

    private static BounceReading read(String mail) {
        var bytes = mail.getBytes(StandardCharsets.UTF_8);
        return Assertions.assertTimeoutPreemptively(
                HANG,
                () -> {
                    var before = THREADS.getCurrentThreadAllocatedBytes();
                    var began = THREADS.getCurrentThreadCpuTime();
                    var reading = BounceReader.read(bytes);
                    var worked = Duration.ofNanos(THREADS.getCurrentThreadCpuTime() - began);
                    var allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
                    assertThat(worked).isLessThan(MOST_WORK);
                    assertThat(allocated).isLessThan(MOST_OCTETS);
                    return reading;
                });
    }

    @Test
    void partsNestedOverTenMegabytesAreAnswered() {
        var mail = new StringBuilder(TOP);
        for (var depth = 0; mail.length() < 10_000_000; depth++) {
            mail.append("Content-Type: multipart/mixed; boundary=\"b").append(depth).append('"');
            mail.append("\n\n--b").append(depth).append('\n');
        }

        assertThat(read(mail.toString()).recipients()).isEmpty();
    }

    @Test
    void messagesNestedTenThousandDeepAreAnswered() {
        var mail = TOP + "Content-Type: message/rfc822\n\n".repeat(10_000) + "Subject: x\n\nx\n";

        assertThat(read(mail).recipients()).isEmpty();
    }

    @Test
    void aHeaderOfAMegabyteHidesNothing() {
        var mail =
                TOP
                        + "X-Long: "
                        + "a ".repeat(500_000)
                        + "\nContent-Type: text/plain\n\n<reader@example.net>: 550 5.1.1 no such"
                        + " user\n";

        assertThat(read(mail).recipients())
                .containsExactly(new Returned("reader@example.net", "5.1.1", "unknown-user", true));
    }

    @Test
    void aCharsetThatNobodyKnowsIsReadAllTheSame() {
        var mail =
                TOP
                        + "Content-Type: text/plain; charset=\"x-nobody\\0\"\n\n"
                        + "<reader@example.net>: 550 5.2.2 mailbox full\n";

        assertThat(read(mail).recipients())
                .containsExactly(
                        new Returned("reader@example.net", "5.2.2", "mailbox-full", false));
    }

    @Test
    void anArchiveIsNotOpened() {
        var mail =
                TOP
                        + "Content-Type: application/zip\nContent-Transfer-Encoding: base64\n\n"
                        + "UEsDBAoAAAAAAA==\n".repeat(100_000);

        assertThat(read(mail)).extracting(BounceReading::kind).isEqualTo(Kind.NONE);
    }

    @Test
    void aZipOfZipsIsNotOpenedWhateverItCallsItself() throws IOException {
        var zip = new byte[500_000];
        for (var depth = 0; depth < 4; depth++) {
            var out = new ByteArrayOutputStream();
            try (var packed = new ZipOutputStream(out)) {
                for (var copy = 0; copy < 8; copy++) {
                    packed.putNextEntry(new ZipEntry("z%d.zip".formatted(copy)));
                    packed.write(zip);
                }
            }
            zip = out.toByteArray();
        }
        for (var type : List.of("application/zip", "message/delivery-status", "text/plain")) {
            var mail =
                    TOP
                            + "Content-Type: "
                            + type
                            + "\nContent-Transfer-Encoding: base64\n\n"
                            + Base64.getMimeEncoder().encodeToString(zip);

            assertThat(read(mail).recipients()).isEmpty();
        }
    }

    @Test
    void aMegabyteInAnyFieldOfTheHeaderIsAnswered() {
        for (var field : List.of("From", "To", "Subject", "X-Failed-Recipients")) {
            var mail = field + ": " + "a@b.org, ".repeat(120_000) + "\n" + TOP + "\n550 5.1.1 no\n";

            assertThat(read(mail).recipients().size()).isLessThan(3_000);
        }
    }

    @Test
    void linesMadeToMakeExpressionsSlowAreAnswered() {
        for (var bait :
                new String[] {"a@", "<a", "user ", "mailbox is ", "550 ", " \t", "a.", "@"}) {
            var mail = TOP + "Content-Type: text/plain\n\n" + bait.repeat(200_000 / bait.length());

            assertThat(read(mail)).isNotNull();
        }
    }

    /** Found by mutating real mails: each report was compared with all wordings. */
    @Test
    void ofAThousandReportsAHundredCount() {
        var mail = new StringBuilder(TOP);
        mail.append("Content-Type: multipart/report; boundary=b\n\n--b\n")
                .append("Content-Type: message/delivery-status\n\n");
        for (var number = 0; number < 1_000; number++) {
            mail.append("Final-Recipient: rfc822; reader")
                    .append(number / 3)
                    .append("@example.net\nAction: failed\nDiagnostic-Code: smtp; 550 no\n\n");
        }
        mail.append("\n--b--\n");

        assertThat(read(mail.toString()).recipients()).hasSize(100);
    }

    /** Found by mutating real mails: expressions look back to a word's beginning. */
    @Test
    void endlessWordsAreAnswered() {
        for (var word :
                List.of(
                        "e".repeat(4_000),
                        "e.".repeat(2_000),
                        "宛先".repeat(2_000),
                        "<".repeat(200_000))) {
            var mail = TOP + "Content-Type: text/plain\n\n<reader@example.net>: 550 " + word;

            assertThat(read(mail).recipients()).hasSize(1);
        }
    }

    @Test
    void randomBytesAreAnswered() {
        var random = new Random(4);
        for (var round = 0; round < 500; round++) {
            var bytes = new byte[random.nextInt(3_000)];
            random.nextBytes(bytes);

            assertThat(BounceReader.read(bytes).recipients()).isEmpty();
        }
    }
}
