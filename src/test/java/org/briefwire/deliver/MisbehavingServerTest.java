package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.briefwire.config.SmtpServer;
import org.briefwire.testing.ReceivedMail;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever a server does wrong, the ledger says of every delivery what became of it; and as soon as
 * the server behaves, all that was put off comes.
 */
@ParameterizedClass
@CsvSource({"SQLITE, 8BITMIME", "POSTGRESQL, PIPELINING"})
@Order(1)
class MisbehavingServerTest {
    @TempDir Path folder;

    private final TestDatabases.Kind kind;
    private final SmtpServerStub stub;

    MisbehavingServerTest(TestDatabases.Kind kind, String offered) {
        this.kind = kind;
        this.stub = SmtpServerStub.start().offering(offered);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    static Stream<Trouble> troubles() {
        return Trouble.all();
    }

    @ParameterizedTest
    @MethodSource("troubles")
    void everyDeliveryHasItsOutcomeAndComesWhenTheServerBehaves(Trouble trouble) {
        var server = server(trouble.login());
        trouble.begin().accept(stub);
        try (var room = PostRoom.open(kind, folder, server)) {
            var mailing = room.mailing("s", PostRoom.people(4));

            room.dispatch().sendDue();

            var ledger = room.ledger(mailing);
            var befallen = befallen(trouble, ledger);
            assertThat(ledger)
                    .allSatisfy((reader, words) ->
                            assertThat(words)
                                    .matches(
                                            befallen.contains(reader)
                                                    ? pattern(trouble.outcome())
                                                    : pattern(Trouble.SENT)));

            stub.behave();
            room.restart(server);
            room.sendTheRest();

            assertThat(room.fixture().state(mailing.edition())).isEqualTo("done");
            assertThat(room.ledger(mailing))
                    .allSatisfy((reader, words) ->
                            assertThat(words)
                                    .startsWith(
                                            befallen.contains(reader) && trouble.arrivals() == 0
                                                    ? "failed by main: "
                                                    : "sent by main"));
            var arrivals = PostRoom.arrivals(stub);
            for (var reader : mailing.readers().keySet()) {
                var ids = arrivals.getOrDefault(reader, List.of());
                assertThat(ids)
                        .as(reader)
                        .hasSize(befallen.contains(reader) ? trouble.arrivals() : 1);
                assertThat(new HashSet<>(ids)).as(reader).hasSizeLessThanOrEqualTo(1);
            }
            assertThat(stub.mails())
                    .allMatch(mail ->
                            trouble.login() == Trouble.Login.NONE
                                    || mail.secured() == ReceivedMail.Security.TLS);
        }
        await().untilAsserted(() -> assertThat(stub.openConnections()).isZero());
    }

    private SmtpServer server(Trouble.Login login) {
        var server = CourierKit.server(stub);
        return switch (login) {
            case NONE -> server;
            case WITH_PASSWORD_OVER_TLS -> {
                stub.withStartTls(TestKeys.localhost().context()).withUser("briefwire", "secret");
                yield CourierKit.withLogin(
                        CourierKit.secured(server, SmtpServer.Tls.STARTTLS), "briefwire", "secret");
            }
        };
    }

    private static List<String> befallen(Trouble trouble, Map<String, String> ledger) {
        return switch (trouble.whom()) {
            case NOBODY -> List.of();
            case BEFALLEN -> List.of(Trouble.BEFALLEN);
            case EVERYBODY -> List.copyOf(ledger.keySet());
            case WHOEVER_COMES_FIRST -> {
                var others =
                        ledger.keySet().stream()
                                .filter(reader -> !Trouble.SENT.equals(ledger.get(reader)))
                                .toList();
                assertThat(others).hasSize(1);
                yield others;
            }
        };
    }

    private static String pattern(String words) {
        return Pattern.quote(words).replace("…", "\\E.+\\Q");
    }
}
