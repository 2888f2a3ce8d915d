package org.briefwire.bounce;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/**
 * The mails in a file, an mbox or a folder (a Maildir too), one after the other. Of each the first
 * 2 MiB are kept, so that no file costs more memory than that.
 */
public final class MailFiles {
    private static final int LONGEST = 2 * 1024 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;
    private static final Pattern FROM_LINE =
            Pattern.compile("From \\S.*\\d{1,2}:\\d{2}(:\\d{2})?.*\\d{4}.*\\s*");

    private MailFiles() {}

    /**
     * Gives each mail with its name: the path, within a folder the path from there, and '#2' for
     * the second of an mbox.
     *
     * @throws IOException when the path can't be read
     */
    public static void each(Path path, BiConsumer<String, byte[]> reader) throws IOException {
        if (!Files.isDirectory(path)) {
            eachOf(path, path.toString(), reader);
            return;
        }
        try (var files = Files.walk(path)) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                eachOf(file, path.relativize(file).toString(), reader);
            }
        }
    }

    private static void eachOf(Path file, String name, BiConsumer<String, byte[]> reader)
            throws IOException {
        try (var in = new BufferedInputStream(Files.newInputStream(file))) {
            var mail = new ByteArrayOutputStream();
            var first = line(in);
            var isMbox = isFromLine(first);
            var number = 1;
            var afterBlank = false;
            for (var line = first; line.length > 0; line = line(in)) {
                if (isMbox && afterBlank && isFromLine(line)) {
                    reader.accept(name(name, number), mail.toByteArray());
                    mail.reset();
                    number++;
                }
                afterBlank = isBlank(line);
                if (mail.size() < LONGEST && !(isMbox && mail.size() == 0 && isFromLine(line))) {
                    mail.writeBytes(line);
                }
            }
            reader.accept(name(name, number), mail.toByteArray());
        }
    }

    private static String name(String file, int number) {
        return number == 1 ? file : file + "#" + number;
    }

    private static boolean isFromLine(byte[] line) {
        if (line.length < 5 || line[0] != 'F' || line[4] != ' ') {
            return false;
        }
        return FROM_LINE.matcher(new String(line, StandardCharsets.ISO_8859_1)).matches();
    }

    private static boolean isBlank(byte[] line) {
        for (var octet : line) {
            if (octet != '\r' && octet != '\n') {
                return false;
            }
        }
        return true;
    }

    // with its end; a longer one comes in pieces
    private static byte[] line(InputStream in) throws IOException {
        var line = new ByteArrayOutputStream();
        for (var octet = in.read(); octet >= 0; octet = in.read()) {
            line.write(octet);
            if (octet == '\n' || line.size() >= LONGEST_LINE) {
                break;
            }
        }
        return line.toByteArray();
    }
}
