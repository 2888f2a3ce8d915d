package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.IntStream;
import org.briefwire.model.EmailAddress;
import org.briefwire.store.Notices;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A notice that is posted while a large edition goes out overtakes what is left of it. */
@Order(1)
class NoticesFirstTest {
    private static final int READERS = 2_000;
    private static final String NEW = "new@example.org";

    @TempDir Path folder;

    @ParameterizedTest
    @CsvSource({"SQLITE, 8BITMIME", "POSTGRESQL, PIPELINING"})
    void aConfirmationAskedForInTheMiddleLeavesWithinFiveSeconds(
            TestDatabases.Kind kind, String offered) {
        try (var stub = SmtpServerStub.start().offering(offered);
                var room = PostRoom.open(kind, folder, CourierKit.server("main", stub, 4))) {
            stub.on(SmtpMoment.END).waits(Duration.ofMillis(20));
            room.mailing("s", PostRoom.people(READERS));
            room.dispatch().start();
            await().until(() -> stub.mails().size() >= 200);

            new Notices(room.database()).post(confirmation());
            await().atMost(Duration.ofSeconds(5)).until(() -> place(stub) >= 0);

            assertThat(place(stub)).isLessThan(READERS / 2);
            await().until(() -> room.fixture().notice("confirm-1").equals("sent"));
        }
    }

    /** How many mails came before the confirmation; -1 when it has not come. */
    private static int place(SmtpServerStub stub) {
        var mails = stub.mails();
        return IntStream.range(0, mails.size())
                .filter(index -> mails.get(index).to().contains(NEW))
                .findFirst()
                .orElse(-1);
    }

    private static Notices.Post confirmation() {
        return new Notices.Post(
                "confirm",
                "confirm-1",
                EmailAddress.parse(NEW),
                "Message-ID: <notice>\r\n\r\nYes?\r\n".getBytes(StandardCharsets.US_ASCII),
                PostRoom.DUE);
    }
}
