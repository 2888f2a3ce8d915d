package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.briefwire.store.InviteOrders.Scope;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestPost;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Those whom an import put down are asked by a running server, by mail. */
class InvitingTest {
    @TempDir Path folder;

    @Test
    void aServerGoesOnWithAnOrder() throws IOException {
        try (var post = TestPost.open();
                var desk = Desk.live(folder, TestDatabases.Kind.SQLITE, Desk.NEW_YEAR)) {
            desk.edit(
                    "port: %d,".formatted(desk.smtp().port()), "port: %d,".formatted(post.port()));
            Files.writeString(
                    desk.home().resolve("people.csv"), "email\nada@example.org\nbo@example.org\n");
            desk.done("subscribers", "import", "people.csv", "--list", "daily");
            try (var installation = desk.installation()) {
                installation.invite().order(new Scope(Optional.empty(), Optional.empty()), 7_200);
            }
            assertThat(desk.done("subscribers", "invite", "--status", "--json"))
                    .contains("\"state\":\"open\",\"asked\":0");
            try (var installation = desk.installation();
                    var server = installation.serve(List.of())) {
                assertThat(server.address()).startsWith("http://");
                await().atMost(Duration.ofSeconds(20))
                        .until(() ->
                                !post.mailsTo("ada@example.org").isEmpty()
                                        && !post.mailsTo("bo@example.org").isEmpty());
            }
            var mail = Mail.read(post.mailsTo("bo@example.org").getFirst());
            assertThat(mail.subject()).isEqualTo("Would you like The Daily Brief?");
            assertThat(desk.done("subscribers", "invite", "--status", "--json"))
                    .contains("\"state\":\"ended\",\"asked\":2");
        }
    }
}
