package org.briefwire.audience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaildirInletTest {
    @TempDir Path maildir;

    private final List<String> taken = new ArrayList<>();

    private void deliver(String name) throws IOException {
        Files.createDirectories(maildir.resolve("new"));
        Files.writeString(maildir.resolve("new").resolve(name), name);
    }

    private void take(byte[] raw) {
        taken.add(new String(raw, StandardCharsets.UTF_8));
    }

    @Test
    void whatIsTakenMovesOnAndIsSeen() throws IOException {
        deliver("1.a.host");
        var inlet = new MaildirInlet(maildir, (raw, origin) -> take(raw));

        assertThat(inlet.look()).isEqualTo(1);
        assertThat(inlet.look()).isZero();

        assertThat(taken).containsExactly("1.a.host");
        assertThat(maildir.resolve("new").resolve("1.a.host")).doesNotExist();
        assertThat(maildir.resolve("cur").resolve("1.a.host:2,S")).hasContent("1.a.host");
    }

    @Test
    void whatWasNotKeptStays() throws IOException {
        deliver("1.a.host");
        var dying =
                new MaildirInlet(
                        maildir,
                        (raw, origin) -> {
                            throw new IllegalStateException("died");
                        });

        assertThatThrownBy(dying::look).hasMessage("died");
        assertThat(new MaildirInlet(maildir, (raw, origin) -> take(raw)).look()).isEqualTo(1);
    }

    @Test
    void ofALargeMailTheFirstTwoMebibytesAreTaken() throws IOException {
        Files.createDirectories(maildir.resolve("new"));
        Files.write(maildir.resolve("new/1.a.host"), new byte[3 * 1024 * 1024]);

        new MaildirInlet(maildir, (raw, origin) -> take(raw)).look();

        assertThat(taken).singleElement().asString().hasSize(2 * 1024 * 1024);
    }

    @Test
    void aFolderThatIsNoMaildirStopsNothing() {
        var nowhere = maildir.resolve("nowhere");

        assertThat(new MaildirInlet(nowhere, (raw, origin) -> take(raw)).look()).isZero();
    }
}
