package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

/** Whatever comes in is answered: never an exception, never a hang, never much memory. */
class HostileMailTest {
    private static final int MEBIBYTE = 1024 * 1024;
    private static final String TOP =
            """
            From: MAILER-DAEMON@example.com
            To: briefings@example.org
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            """;

    private static BounceReading read(String mail) {
        return Cost.within(mail.getBytes(StandardCharsets.UTF_8));
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

    private static final String SAYS = "<reader@example.net>: 550 5.1.1 no such user\n";

    private static String mixed(String part, int times) {
        return TOP
                + "Content-Type: multipart/mixed; boundary=b\n\n"
                + "--b\nContent-Type: text/plain\n\nIt could not be delivered.\n"
                + ("--b\n" + part).repeat(times)
                + "--b\nContent-Type: text/plain\n\n"
                + SAYS
                + "--b--\n";
    }

    @Test
    void behindTwoMebibytesNothingIsRead() {
        var archive = "Content-Type: application/zip\n\n%s\n";
        var before = 3 * 1024;

        assertThat(read(mixed(archive.formatted("x".repeat(MEBIBYTE)), 1)).recipients()).hasSize(1);
        assertThat(
                        read(mixed(archive.formatted("x".repeat(2 * MEBIBYTE - before)), 1))
                                .recipients())
                .hasSize(1);
        assertThat(read(mixed(archive.formatted("x".repeat(2 * MEBIBYTE)), 1)).recipients())
                .isEmpty();
    }

    /** Each part costs some kilobytes, however short it is. */
    @Test
    void behindAHundredPartsNothingIsRead() {
        assertThat(read(mixed("Content-Type: image/png\n\n\n", 90)).recipients()).hasSize(1);
        assertThat(read(mixed("Content-Type: image/png\n\n\n", 100)).recipients()).isEmpty();
        assertThat(read(mixed("\n\n", 250_000)).recipients()).isEmpty();
    }

    /** Each message in quoted-printable within another is decoded once more. */
    @Test
    void deeperThanFiveMessagesNothingIsRead() {
        var within =
                "Content-Type: message/rfc822\nContent-Transfer-Encoding: quoted-printable\n\n";

        assertThat(read(TOP + within.repeat(4) + "\nthe innermost\n").origin().traces())
                .contains("the innermost\n");
        assertThat(read(TOP + within.repeat(5) + "\nthe innermost\n").origin().traces())
                .doesNotContain("the innermost\n");
    }

    @Test
    void ofAFieldSixteenKibibytesAreRead() {
        var mail = TOP + "X-Long: " + "a".repeat(20_000) + "\n\nHello\n";

        assertThat(read(mail).origin().traces())
                .filteredOn(text -> text.startsWith("aaa"))
                .extracting(String::length)
                .containsOnly(16 * 1024 - "X-Long: ".length());
    }

    /** Found by mutating real mails: a field costs much more memory than its octets. */
    @Test
    void countlessFieldsAreAnswered() {
        for (var field :
                List.of(
                        "a:\n",
                        "no field\n",
                        "Received: x\n",
                        "To: a@b.org, c@d.org\n",
                        "Subject: =?x?q?y?=\n",
                        "Subject: =?utf-8?q?y?= =?utf-8?q?y?= =?utf-8?q?y?=\n")) {
            var fields = field.repeat(2 * MEBIBYTE / field.length());

            assertThat(read(fields + TOP + "\n" + SAYS).kind()).isEqualTo(Kind.NONE);
            assertThat(
                            read(TOP + "\nIt was not delivered to you.\n\n" + fields)
                                    .recipients()
                                    .size())
                    .isLessThan(200);
        }
    }

    /** Found by mutating real mails: a line costs some fifty octets, and was looked at often. */
    @Test
    void countlessLinesAreAnswered() {
        for (var line :
                List.of(
                        "x\n",
                        "\n",
                        "あ\n",
                        "a@b.org\n",
                        "a:\n",
                        "<p>\n",
                        "\"emailAddress\":\"a@b.org\",{\n")) {
            var lines = line.repeat(200_000 / line.length());
            for (var type :
                    List.of(
                            "text/plain",
                            "text/html",
                            "message/delivery-status",
                            "text/rfc822-headers",
                            "application/json")) {
                var part = "Content-Type: " + type + "\n\n" + lines;

                assertThat(read(mixed(part, 10)).recipients().size()).isLessThan(200);
            }
        }
    }

    /** Found by mutating real mails: what is said of each was compared with all wordings. */
    @Test
    void ofThousandsOfAddressesAHundredCount() {
        var addresses = new StringBuilder();
        for (var number = 0; number < 3_000; number++) {
            addresses.append("r").append(number).append("@x.org");
            addresses.append(number % 50 == 49 ? "\nX-Failed-Recipients: " : ", ");
        }
        var listed = "X-Failed-Recipients: " + addresses + "last@x.org\n" + TOP + "\nIt failed.\n";
        var told = TOP + "\n" + addresses.toString().replace(", ", ": 550 unknown user\n");

        assertThat(read(listed).recipients()).hasSize(100);
        assertThat(read(told).recipients()).hasSize(100);
    }

    @Test
    void ofAllTextsOneMebibyteIsRead() {
        var text = "Content-Type: text/plain\n\n" + "x".repeat(250 * 1024) + "\n";

        assertThat(read(mixed(text, 3)).origin().traces()).contains(SAYS.strip());
        assertThat(read(mixed(text, 5)).origin().traces()).doesNotContain(SAYS.strip());
    }

    @Test
    void partsWithoutTheirBoundariesWithinEachOtherAreAnswered() {
        var nest = new StringBuilder(TOP);
        for (var depth = 0; depth < 50_000; depth++) {
            nest.append("Content-Type: multipart/mixed\n\n--n").append(depth).append('\n');
        }

        assertThat(read(nest.toString()).recipients()).isEmpty();
    }

    /** Found by mutating real mails: what is said of one went on to the next, each time. */
    @Test
    void oneAddressManyTimesBeforeAnotherIsAnswered() {
        var mail =
                TOP
                        + "\n"
                        + "a@example.net\n".repeat(199)
                        + "x\n".repeat(30_000)
                        + "b@example.net\n";

        assertThat(read(mail).recipients()).hasSize(2);
    }

    /** Comparing words is what costs time: with many recipients less is looked at for each. */
    @Test
    void theMoreRecipientsTheLessIsReadOfEach() {
        var one = "<r%d@example.net>: " + "x ".repeat(350) + "no such user\n";
        var many = new StringBuilder(TOP).append('\n');
        for (var number = 0; number < 80; number++) {
            many.append(one.formatted(number));
        }

        assertThat(read(TOP + "\n" + one.formatted(1)).recipients())
                .extracting(Returned::category)
                .containsExactly("unknown-user");
        assertThat(read(many.toString()).recipients())
                .hasSize(80)
                .extracting(Returned::category)
                .containsOnly("other");
    }

    @Test
    void aNotificationOfThousandsIsOfAHundred() {
        var json = new StringBuilder("Content-Type: application/json\n\n");
        json.append("{\"notificationType\":\"Bounce\",");
        for (var number = 0; number < 7_000; number++) {
            json.append("\"emailAddress\":\"r").append(number).append("@x.org\",");
        }
        json.append('\n');

        assertThat(read(mixed(json.toString(), 4)).recipients()).hasSize(100);
    }

    @Test
    void aComplaintOfThousandsIsOfAHundred() {
        var to = new StringBuilder();
        for (var number = 0; number < 1_000; number++) {
            to.append("r").append(number).append("@x.org, ");
        }
        var report =
                "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\n\n"
                        + "--b\nContent-Type: message/rfc822\n\nTo: "
                        + to
                        + "\n\nNews.\n";

        assertThat(read(mixed(report, 1)).kind()).isEqualTo(Kind.COMPLAINT);
        assertThat(read(mixed(report, 1)).recipients()).hasSize(100);
    }

    @Test
    void aPageOfCountlessElementsIsAnswered() {
        var mixed = "Content-Type: multipart/mixed; boundary=b\n\n";
        for (var element : List.of("<p>", "<br>", "<b>", "<table><tr><td>", "&amp;")) {
            var page =
                    "--b\nContent-Type: text/html\n\n" + element.repeat(250_000 / element.length());

            assertThat(read(TOP + mixed + (page + "\n").repeat(4)).recipients()).isEmpty();
        }
    }

    @Test
    void aCopyThatIsNoneIsAnswered() {
        var text =
                "Content-Type: text/plain\n\nIt was not delivered to you, we are sorry for that.\n"
                        + "--- original message ---\n"
                        + "x y\n".repeat(60_000);

        assertThat(read(mixed(text, 4)).recipients().size()).isLessThan(2);
    }

    @Test
    void namesOfCharsetsWithoutEndAreAnswered() {
        var fields = new StringBuilder();
        for (var number = 0; number < 3_000; number++) {
            fields.append("Subject: =?x").append(number).append("?q?y?=\n");
        }

        assertThat(read(fields + TOP + "\n" + SAYS).recipients()).hasSize(1);
    }

    /** Found by mutating real mails: the library makes a message of each octet that is none. */
    @Test
    void whatIsNoCodeIsAnswered() {
        for (var coding : List.of("base64", "quoted-printable")) {
            var coded =
                    "\nContent-Transfer-Encoding: "
                            + coding
                            + "\n\n"
                            + "~~~ =\u00e9= =G=\n".repeat(120_000);
            for (var type :
                    List.of("text/plain", "message/rfc822", "multipart/mixed; boundary=b")) {
                assertThat(read(TOP + "Content-Type: " + type + coded).recipients()).isEmpty();
            }
        }
    }

    @Test
    void aFieldOfBlanksIsAnswered() {
        var blanks = "X-Blank: x" + " ".repeat(16_000) + "x\n";

        assertThat(read(blanks.repeat(120) + TOP + "\nHello\n").recipients()).isEmpty();
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
