package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.awaitility.Awaitility;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mails that come back to a running server. */
class ReturnedToServerTest {
    private static final String BOUNCE =
            """
            From: MAILER-DAEMON@mx.example.org
            To: %s
            Subject: Undelivered Mail Returned to Sender

            <reader@example.org>: 550 5.1.1 User unknown
            """;

    @TempDir Path folder;

    private static int post(String address, String token, String type, String mail)
            throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                            HttpRequest.newBuilder(URI.create(address + "/api/v1/bounces"))
                                    .header("Authorization", "Bearer " + token)
                                    .header("Content-Type", type)
                                    .POST(BodyPublishers.ofString(mail))
                                    .build(),
                            BodyHandlers.ofString())
                    .statusCode();
        }
    }

    @Test
    void aMaildirAndPostedMailsAreTaken() throws Exception {
        try (var desk = Desk.open(folder, TestDatabases.Kind.SQLITE)) {
            desk.edit(
                    "\nsmtp:\n",
                    """

                    bounces:
                      address: bounces@example.org
                      maildir: data/back
                      token: a-token-of-the-test
                    smtp:
                    """);
            desk.readers("ann@example.org", "bob@example.org");
            desk.dropBriefing("First");
            desk.done("run", "--now");
            var back = desk.smtp().mails().stream().map(mail -> mail.from()).toList();
            var inbox = Files.createDirectories(desk.home().resolve("data/back/new"));
            Files.writeString(inbox.resolve("1.a"), BOUNCE.formatted(back.getFirst()));

            try (var installation = desk.installation();
                    var server = installation.serve(List.of())) {
                var mail = BOUNCE.formatted(back.getLast());
                var token = "a-token-of-the-test";
                assertThat(post(server.address(), "a-token-of-the-tess", "message/rfc822", mail))
                        .isEqualTo(401);
                assertThat(post(server.address(), token, "text/plain", mail)).isEqualTo(415);
                assertThat(post(server.address(), token, "message/rfc822", "")).isEqualTo(400);
                assertThat(installation.suppressions().list(9)).hasSizeLessThan(2);
                var large = mail + "x".repeat(70).concat("\n").repeat(50_000);
                assertThat(post(server.address(), token, "message/rfc822", large)).isEqualTo(200);

                Awaitility.await()
                        .untilAsserted(
                                () -> assertThat(installation.suppressions().list(9)).hasSize(2));
                Awaitility.await()
                        .untilAsserted(() ->
                                assertThat(desk.home().resolve("data/back/cur/1.a:2,S")).exists());
            }
        }
    }
}
