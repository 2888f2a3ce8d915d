package org.briefwire.audience;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A Maildir: what is new is taken and then moves to 'cur', marked as seen, as a reader would. */
public final class MaildirInlet implements Inlet {
    private static final Logger LOG = LoggerFactory.getLogger(MaildirInlet.class);
    private static final int MOST = 500;

    private final Path maildir;
    private final Taker taker;

    public MaildirInlet(Path maildir, Taker taker) {
        this.maildir = maildir;
        this.taker = taker;
    }

    @Override
    public int look() {
        var taken = 0;
        try {
            for (var mail : fresh()) {
                taken += take(mail) ? 1 : 0;
            }
        } catch (IOException e) {
            LOG.warn("the Maildir of bounces: {} can't be read: {}", maildir, reason(e));
        }
        return taken;
    }

    private List<Path> fresh() throws IOException {
        try (var files = Files.list(maildir.resolve("new"))) {
            return files.filter(Files::isRegularFile).sorted().limit(MOST).toList();
        }
    }

    private boolean take(Path mail) {
        try {
            byte[] raw;
            try (var in = Files.newInputStream(mail)) {
                raw = MailStart.of(in);
            }
            taker.take(raw, "maildir");
            var seen = maildir.resolve("cur").resolve(mail.getFileName() + ":2,S");
            Files.createDirectories(maildir.resolve("cur"));
            Files.move(mail, seen);
            return true;
        } catch (NoSuchFileException elsewhere) {
            return false; // another process was faster
        } catch (IOException e) {
            LOG.warn("the Maildir of bounces: {}: {}; it is tried again", mail, reason(e));
            return false;
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException file && file.getReason() != null
                ? file.getReason()
                : e.toString();
    }
}
