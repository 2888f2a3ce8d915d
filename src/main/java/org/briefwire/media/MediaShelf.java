package org.briefwire.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.Medium;

/** Pictures as files under their hash, renamed into place. Safe for use by many threads. */
public final class MediaShelf {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    private static final Map<String, String> SUFFIXES =
            Map.of("image/jpeg", ".jpg", "image/png", ".png", "image/gif", ".gif");

    private final Path folder;

    /**
     * A shelf.
     *
     * @param folder made when the first picture is kept
     */
    public MediaShelf(Path folder) {
        this.folder = folder;
    }

    /** A picture with its type. */
    public record Kept(byte[] bytes, String type) {}

    /**
     * Keeps a picture; the same one twice is one file.
     *
     * @throws BriefwireException when it can't be written
     */
    public Medium keep(Developed.Print print) {
        var hash = hash(print.bytes());
        var file = file(hash, suffix(print.type()));
        try {
            if (!Files.exists(file)) {
                Files.createDirectories(file.getParent());
                var draft = file.resolveSibling(hash + "." + UUID.randomUUID() + ".tmp");
                try {
                    Files.write(draft, print.bytes());
                    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
                } finally {
                    // on a full disk a part of it is there
                    Files.deleteIfExists(draft);
                }
            }
        } catch (IOException e) {
            throw new BriefwireException("%s can't be written: %s".formatted(file, e), e);
        }
        return new Medium(hash, print.type(), print.width(), print.height(), print.bytes().length);
    }

    /** The picture of a hash. */
    public Optional<Kept> find(String hash) {
        if (!HASH.matcher(hash).matches()) {
            return Optional.empty();
        }
        for (var type : SUFFIXES.entrySet()) {
            var file = file(hash, type.getValue());
            if (Files.exists(file)) {
                return Optional.of(new Kept(bytes(file), type.getKey()));
            }
        }
        return Optional.empty();
    }

    /**
     * What is wrong with the file of a picture that is kept, with the file; nothing: it is whole.
     */
    public Optional<String> flaw(Medium medium) {
        var file = file(medium.hash(), suffix(medium.type()));
        try {
            return hash(Files.readAllBytes(file)).equals(medium.hash())
                    ? Optional.empty()
                    : Optional.of(file + " has other bytes than those that were kept");
        } catch (NoSuchFileException e) {
            return Optional.of(file + " is missing");
        } catch (IOException e) {
            return Optional.of("%s can't be read: %s".formatted(file, e));
        }
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("picture " + file, e);
        }
    }

    private Path file(String hash, String suffix) {
        return folder.resolve(hash.substring(0, 2)).resolve(hash + suffix);
    }

    private static String suffix(String type) {
        var suffix = SUFFIXES.get(type);
        if (suffix == null) {
            throw new IllegalArgumentException("no picture is kept as " + type);
        }
        return suffix;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
