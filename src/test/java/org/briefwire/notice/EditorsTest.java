package org.briefwire.notice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.briefwire.compose.NoticeComposer;
import org.briefwire.compose.NoticeText;
import org.briefwire.config.Publication;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.message.Languages;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;
import org.briefwire.notice.Outbox.Cover;
import org.briefwire.store.CourierId;
import org.briefwire.store.Database;
import org.briefwire.store.Notices;
import org.briefwire.template.Templates;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EditorsTest {
    private static final NoticeText TEXT = NoticeText.of("Too many complaints", "Look at this");

    @TempDir Path folder;
    private final MovableClock clock = new MovableClock(Instant.parse("2026-11-24T06:59:00Z"));

    private static Publication publication() {
        var plain = TestConfigs.publication("https://news.example.org");
        return new Publication(
                plain.title(),
                plain.url(),
                plain.sender(),
                plain.replyTo(),
                List.of(EmailAddress.parse("a@example.org"), EmailAddress.parse("b@example.org")),
                plain.address(),
                plain.zone(),
                plain.language(),
                plain.secret());
    }

    private Outbox outbox(Database database) {
        return new Outbox(
                new NoticeComposer(publication(), Templates.builtIn(), Languages.builtIn()),
                new Notices(database),
                new Links(publication(), Keys.of(new Secret("a-secret-of-the-tests-own"))),
                clock);
    }

    private List<String> posted(Database database) {
        return new Notices(database)
                .claimDue(new CourierId(1), clock.instant(), 100).stream()
                        .map(due -> due.address().toString())
                        .toList();
    }

    @ParameterizedTest
    @EnumSource
    void anAlertReachesEachEditorAtMostOnceAnHourForItsKind(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var editors =
                    new Editors(publication(), outbox(database), new Notices(database), clock);
            editors.alert("complaints daily", TEXT);
            editors.alert("complaints daily", TEXT);
            assertThat(posted(database)).containsExactly("a@example.org", "b@example.org");

            clock.advance(Duration.ofMinutes(59));
            editors.alert("complaints daily", TEXT);
            assertThat(posted(database)).isEmpty();
            editors.alert("complaints weekly", TEXT);
            assertThat(posted(database)).hasSize(2);

            clock.advance(Duration.ofMinutes(1));
            editors.alert("complaints daily", TEXT);
            assertThat(posted(database)).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aNoticeIsKeptOnceUnderOneMessageId(TestDatabases.Kind kind) {
        try (var database = Database.open(TestDatabases.fresh(kind, folder))) {
            var cover =
                    new Cover("confirm", "confirm 1", EmailAddress.parse("ö@bücher.example"), "ar");

            var first = outbox(database).composed(cover, TEXT);
            assertThat(outbox(database).post(cover, TEXT)).isTrue();
            assertThat(outbox(database).post(cover, TEXT)).isFalse();

            var text = new String(first.mime(), StandardCharsets.UTF_8);
            assertThat(text)
                    .contains("To: ö@xn--bcher-kva.example\r\n")
                    .contains("Auto-Submitted: auto-generated\r\n")
                    .doesNotContain("List-", "Precedence");
            assertThat(outbox(database).composed(cover, TEXT).mime()).isEqualTo(first.mime());
            assertThat(text).containsPattern("Message-ID: <[0-9a-f]{32}@example\\.org>\r\n");
        }
    }
}
