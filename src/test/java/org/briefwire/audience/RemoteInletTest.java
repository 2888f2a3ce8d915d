package org.briefwire.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.briefwire.config.BounceMailbox;
import org.briefwire.config.BounceMailbox.Protocol;
import org.briefwire.config.BounceMailbox.Taken;
import org.briefwire.config.SmtpServer;
import org.briefwire.model.Secret;
import org.briefwire.testing.TestKeys;
import org.briefwire.testing.TlsTunnel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RemoteInletTest {
    private final GreenMail server =
            new GreenMail(
                    new ServerSetup[] {
                        ServerSetup.IMAP.dynamicPort(), ServerSetup.POP3.dynamicPort()
                    });
    private final List<String> taken = new ArrayList<>();

    static Stream<Arguments> ways() {
        return Stream.of(
                Arguments.of(Protocol.IMAP, Taken.SEEN),
                Arguments.of(Protocol.IMAP, Taken.DELETED),
                Arguments.of(Protocol.POP3, Taken.DELETED));
    }

    @BeforeEach
    void start() {
        server.start();
        user();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    private GreenMailUser user() {
        return server.setUser("bounces@example.org", "bounces", "secret");
    }

    private void deliver(String subject) throws Exception {
        var mail = "From: MAILER-DAEMON@x\r\nSubject: %s\r\n\r\ngone\r\n".formatted(subject);
        user().deliver(
                        new MimeMessage(
                                null,
                                new ByteArrayInputStream(mail.getBytes(StandardCharsets.UTF_8))));
    }

    private BounceMailbox mailbox(Protocol protocol, Taken afterwards) {
        return new BounceMailbox(
                protocol,
                "127.0.0.1",
                protocol == Protocol.IMAP ? server.getImap().getPort() : server.getPop3().getPort(),
                SmtpServer.Tls.NONE,
                "bounces",
                new Secret("secret"),
                "INBOX",
                afterwards,
                Duration.ofMinutes(1));
    }

    private static String subject(byte[] raw) {
        return new String(raw, StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.startsWith("Subject: "))
                .findFirst()
                .orElse("")
                .substring("Subject: ".length());
    }

    @ParameterizedTest
    @MethodSource("ways")
    void eachMailIsTakenOnce(Protocol protocol, Taken afterwards) throws Exception {
        var inlet =
                new RemoteInlet(
                        mailbox(protocol, afterwards), (raw, origin) -> taken.add(subject(raw)));
        deliver("one");
        deliver("two");

        assertThat(inlet.look()).isEqualTo(2);
        assertThat(inlet.look()).isZero();
        deliver("three");
        assertThat(inlet.look()).isEqualTo(1);

        assertThat(taken).containsExactly("one", "two", "three");
        assertThat(server.getReceivedMessages()).hasSize(afterwards == Taken.SEEN ? 3 : 0);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void whatWasNotKeptIsThereAtTheNextLook(Protocol protocol, Taken afterwards) throws Exception {
        deliver("one");
        deliver("two");
        deliver("three");
        var dying =
                new RemoteInlet(
                        mailbox(protocol, afterwards),
                        (raw, origin) -> {
                            if (subject(raw).equals("two")) {
                                throw new IllegalStateException("died");
                            }
                            taken.add(subject(raw));
                        });
        assertThatThrownBy(dying::look).hasMessage("died");

        new RemoteInlet(mailbox(protocol, afterwards), (raw, origin) -> taken.add(subject(raw)))
                .look();

        assertThat(taken).contains("one", "two", "three").endsWith("two", "three");
    }

    @ParameterizedTest
    @MethodSource("ways")
    void ofALargeMailTheFirstTwoMebibytesAreTaken(Protocol protocol, Taken afterwards)
            throws Exception {
        deliver("large\r\n\r\n" + "0123456789\r\n".repeat(250_000));
        var sizes = new ArrayList<Integer>();

        new RemoteInlet(mailbox(protocol, afterwards), (raw, origin) -> sizes.add(raw.length))
                .look();

        assertThat(sizes).containsExactly(2 * 1024 * 1024);
    }

    @Test
    void aWrongPasswordStopsNothing() {
        var wrong =
                new BounceMailbox(
                        Protocol.IMAP,
                        "127.0.0.1",
                        server.getImap().getPort(),
                        SmtpServer.Tls.NONE,
                        "bounces",
                        new Secret("wrong"),
                        "INBOX",
                        Taken.SEEN,
                        Duration.ofMinutes(1));

        assertThat(new RemoteInlet(wrong, (raw, origin) -> taken.add("")).look()).isZero();
    }

    @Test
    void aMailboxThatWantsTlsGetsNoPassword() throws Exception {
        deliver("one");
        var plain = mailbox(Protocol.IMAP, Taken.SEEN);
        var secured =
                new BounceMailbox(
                        plain.protocol(),
                        plain.host(),
                        plain.port(),
                        SmtpServer.Tls.STARTTLS,
                        plain.user(),
                        plain.password(),
                        plain.folder(),
                        plain.taken(),
                        plain.every());

        assertThat(new RemoteInlet(secured, (raw, origin) -> taken.add("")).look()).isZero();
        assertThat(taken).isEmpty();
    }

    private BounceMailbox secured(Protocol protocol, int port) {
        return new BounceMailbox(
                protocol,
                "localhost",
                port,
                SmtpServer.Tls.IMPLICIT,
                "bounces",
                new Secret("secret"),
                "INBOX",
                Taken.DELETED,
                Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @EnumSource
    void aMailboxBehindTlsFromTheFirstByteIsRead(Protocol protocol) throws Exception {
        deliver("one");
        var keys = TestKeys.localhost().context();
        try (var tunnel = new TlsTunnel(keys, mailbox(protocol, Taken.DELETED).port())) {
            var inlet =
                    new RemoteInlet(
                            secured(protocol, tunnel.port()),
                            (raw, origin) -> taken.add(subject(raw)),
                            keys.getSocketFactory());

            assertThat(inlet.look()).isEqualTo(1);
            assertThat(taken).containsExactly("one");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatCannotProveItsNameLearnsNothing(Protocol protocol) throws Exception {
        deliver("one");
        var other = TestKeys.elsewhere().context();
        try (var tunnel = new TlsTunnel(other, mailbox(protocol, Taken.DELETED).port())) {
            var nameIsWrong =
                    new RemoteInlet(
                            secured(protocol, tunnel.port()),
                            (raw, origin) -> taken.add(""),
                            other.getSocketFactory());
            var isUnknown =
                    new RemoteInlet(
                            secured(protocol, tunnel.port()), (raw, origin) -> taken.add(""));

            assertThat(nameIsWrong.look()).isZero();
            assertThat(isUnknown.look()).isZero();
            assertThat(taken).isEmpty();
            assertThat(tunnel.said()).doesNotContain("secret", "bounces");
        }
    }
}
