package org.briefwire.bounce;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.stream.DefaultFieldBuilder;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.FieldBuilder;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.util.ByteArrayBuffer;

/**
 * The fields of all headers in one mail: 16 KiB of each, 256 KiB of all, 1,000 encoded words. A
 * line, an encoded word and a charset's name cost far more memory than their octets.
 */
final class HeaderFields {
    private static final int LONGEST = 16 * 1024;
    private static final int LONGEST_OF_ALL = 256 * 1024;

    /** What a line counts beside its octets. */
    private static final int LINE = 64;

    private static final Pattern ENCODED_WORD = Pattern.compile("=\\?([^?]+)\\?");
    private static final int MOST_WORDS = 1_000;
    private static final int MOST_CHARSETS = 50;

    private final Map<String, Boolean> charsets = new HashMap<>();
    private int left = LONGEST_OF_ALL;
    private int wordsLeft = MOST_WORDS;

    /** Whether no more is read. */
    boolean areSpent() {
        return left <= 0;
    }

    /** What the library puts a header's lines into; it fails when they are spent. */
    FieldBuilder lines() {
        return new Lines();
    }

    /** Adds a field, unfolded, its encoded words (RFC 2047) decoded. */
    void add(MailHeaders headers, Field field) {
        var value = field.getBody();
        left -= field.getName().length() + value.length();
        var unfolded = value.lines().map(String::strip).collect(Collectors.joining(" "));
        headers.add(field.getName(), decoded(unfolded));
    }

    private String decoded(String value) {
        var words = ENCODED_WORD.matcher(value);
        var canBe = true;
        while (canBe && words.find()) {
            wordsLeft--;
            canBe = wordsLeft >= 0 && isCharset(words.group(1).toLowerCase(Locale.ROOT));
        }
        return canBe ? DecoderUtil.decodeEncodedWords(value, DecodeMonitor.SILENT) : value;
    }

    private boolean isCharset(String name) {
        return charsets.size() < MOST_CHARSETS
                ? charsets.computeIfAbsent(name, HeaderFields::isSupported)
                : charsets.getOrDefault(name, false);
    }

    private static boolean isSupported(String charset) {
        try {
            return Charset.isSupported(charset);
        } catch (IllegalCharsetNameException none) {
            return false;
        }
    }

    /** Lines that are no fields come here too: for each the library makes an exception. */
    private final class Lines extends DefaultFieldBuilder {
        private int length;

        Lines() {
            super(-1);
        }

        @Override
        public void reset() {
            length = 0;
            super.reset();
        }

        @Override
        public void append(ByteArrayBuffer line) throws MaxHeaderLengthLimitException {
            var most = Math.min(line.length(), LONGEST - length);
            if (most > 0) {
                length += most;
                super.append(new ByteArrayBuffer(line.buffer(), most, true));
            }
        }

        @Override
        public RawField build() throws MimeException {
            left -= LINE;
            if (areSpent()) {
                throw new IllegalStateException("more header fields than are read");
            }
            return super.build();
        }
    }
}
