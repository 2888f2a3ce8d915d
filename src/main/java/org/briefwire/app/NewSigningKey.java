package org.briefwire.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.briefwire.dkim.DkimKey;
import org.briefwire.dkim.NewKey;
import org.briefwire.model.BriefwireException;

/** Keeps a new signing key in a file that only its owner may read. */
public final class NewSigningKey {
    private NewSigningKey() {}

    /**
     * Writes a key beside the config.
     *
     * @return its file
     * @throws BriefwireException when a file of that name is there, or none can be written
     */
    public static Path keep(NewKey made, DkimKey key, Path folder) {
        var file = folder.resolve("dkim-" + key.selector() + ".pem");
        try (var channel =
                Files.newByteChannel(
                        file,
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        ownersOnly())) {
            var octets = StandardCharsets.US_ASCII.encode(made.pem());
            while (octets.hasRemaining()) {
                channel.write(octets);
            }
        } catch (FileAlreadyExistsException e) {
            throw new BriefwireException(
                    "%s is there already and stays as it is; --selector names another key"
                            .formatted(file),
                    e);
        } catch (IOException e) {
            throw new BriefwireException("%s can't be written: %s".formatted(file, e), e);
        }
        return file;
    }

    private static FileAttribute<?>[] ownersOnly() {
        if (!FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            return new FileAttribute<?>[0];
        }
        return new FileAttribute<?>[] {
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        };
    }
}
