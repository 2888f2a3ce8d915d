package org.briefwire.link;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.briefwire.config.Publication;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Secret;

/**
 * The keys that sign links: the newest signs, every one of them proves, so that links in old mails
 * keep working when a new key is put in front.
 */
public final class Keys {
    private static final int SHORTEST = 16;
    private static final int SECRET_BYTES = 32;

    private final List<Key> newestFirst;

    private Keys(List<String> secrets, String where) {
        for (var secret : secrets) {
            if (secret.length() < SHORTEST) {
                throw new BriefwireException(
                        "%s is too short to sign links with: it needs at least %d characters, made at random"
                                .formatted(where, SHORTEST));
            }
        }
        this.newestFirst = secrets.stream().map(Key::of).toList();
    }

    /**
     * Keys of a text.
     *
     * @param secret one key, or several parted by white space, newest first
     */
    public static Keys of(Secret secret) {
        return new Keys(words(secret.reveal()), "publication.secret");
    }

    /**
     * The publication's secret, with the keys of the file 'secret' in the data folder behind it.
     * One is made there when there is none at all.
     *
     * @param data the folder; made when missing
     * @param random for the new secret
     * @param agreed what all nodes use instead of such a file's, which this one offers
     */
    public static Keys load(
            Publication publication, Path data, Random random, UnaryOperator<String> agreed) {
        var secrets = new ArrayList<String>();
        publication.secret().ifPresent(secret -> secrets.addAll(words(secret.reveal())));
        var file = data.resolve("secret");
        try {
            if (secrets.isEmpty() && !Files.exists(file)) {
                make(file, random);
            }
            if (secrets.isEmpty()) {
                secrets.addAll(words(agreed.apply(Files.readString(file).strip())));
            }
            if (Files.exists(file)) {
                secrets.addAll(words(Files.readString(file)));
            }
        } catch (IOException e) {
            throw new BriefwireException(
                    "%s: the secret that signs links can't be kept there: %s; or set publication.secret"
                            .formatted(file, e.getMessage()),
                    e);
        }
        if (secrets.isEmpty()) {
            throw new BriefwireException(
                    "%s holds no secret; delete the file to have one made".formatted(file));
        }
        return new Keys(
                secrets.stream().distinct().toList(),
                "the secret in publication.secret or " + file);
    }

    /** Another process may make one at the same time: the first to link its file wins. */
    private static void make(Path file, Random random) throws IOException {
        var bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        var folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        var ownerOnly =
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var draft = Files.createTempFile(folder, "secret", ".new", ownerOnly);
        try {
            Files.writeString(
                    draft, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
            Files.createLink(file, draft);
        } catch (FileAlreadyExistsException madeMeanwhile) {
            // theirs it is
        } finally {
            Files.delete(draft);
        }
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split("\\s+")).filter(word -> !word.isEmpty()).toList();
    }

    Key newest() {
        return newestFirst.getFirst();
    }

    List<Key> withId(byte id) {
        return newestFirst.stream().filter(key -> key.id() == id).toList();
    }
}
