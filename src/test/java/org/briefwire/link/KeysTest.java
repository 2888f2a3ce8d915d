package org.briefwire.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.briefwire.config.Publication;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Secret;
import org.briefwire.model.SubscriptionId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysTest {
    private static final SubscriptionId SUBSCRIPTION = new SubscriptionId(42);

    @TempDir Path folder;

    private static Publication publication(String secret) {
        var base = LinksTest.publication();
        return new Publication(
                base.title(),
                base.url(),
                base.sender(),
                base.replyTo(),
                base.editors(),
                base.address(),
                base.zone(),
                base.language(),
                secret.isEmpty() ? Optional.empty() : Optional.of(new Secret(secret)));
    }

    private Links load(String secret, long seed) {
        var publication = publication(secret);
        return new Links(
                publication,
                Keys.load(publication, folder.resolve("data"), new Random(seed), own -> own));
    }

    @Test
    void aSecretIsMadeOnceAndKeptForItsOwnerOnly() throws IOException {
        var token = load("", 1).token(Purpose.UNSUBSCRIBE, SUBSCRIPTION);
        assertThat(load("", 2).subscriptionOf(token, Purpose.UNSUBSCRIBE)).contains(SUBSCRIPTION);
        var file = folder.resolve("data/secret");
        assertThat(Files.readString(file)).matches("[A-Za-z0-9_-]{43}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(folder.resolve("data"))) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void processesThatStartAtTheSameTimeAgreeOnOneSecret() throws Exception {
        var tasks = new ArrayList<Callable<String>>();
        for (var i = 0; i < 16; i++) {
            var seed = i;
            tasks.add(() -> load("", seed).token(Purpose.UNSUBSCRIBE, SUBSCRIPTION));
        }
        try (var threads = Executors.newFixedThreadPool(16)) {
            var tokens = threads.invokeAll(tasks).stream().map(Future::resultNow);
            assertThat(tokens.distinct()).hasSize(1);
        }
    }

    @Test
    void theConfiguredSecretSignsAndTheKeptOneStillProves() {
        var old = load("", 1).token(Purpose.UNSUBSCRIBE, SUBSCRIPTION);
        var configured = load("a-secret-of-the-operators-own", 1);
        assertThat(configured.subscriptionOf(old, Purpose.UNSUBSCRIBE)).contains(SUBSCRIPTION);
        assertThat(configured.token(Purpose.UNSUBSCRIBE, SUBSCRIPTION)).isNotEqualTo(old);
    }

    @Test
    void withAConfiguredSecretNoFileIsMade() {
        assertThat(load("a-secret-of-the-operators-own", 1)).isNotNull();
        assertThat(folder.resolve("data/secret")).doesNotExist();
    }

    @Test
    void secretsThatCanBeGuessedOrAreMissingAreRefused() throws IOException {
        assertThatThrownBy(() -> load("changeme", 1))
                .isInstanceOf(BriefwireException.class)
                .hasMessageContaining("at least 16 characters")
                .hasMessageNotContaining("changeme");
        Files.createDirectories(folder.resolve("data"));
        for (var content : List.of("", "\n\n")) {
            Files.writeString(folder.resolve("data/secret"), content);
            assertThatThrownBy(() -> load("", 1)).hasMessageContaining("holds no secret");
        }
    }
}
