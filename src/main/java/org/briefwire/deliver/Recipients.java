package org.briefwire.deliver;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.briefwire.model.EmailAddress;

/** Whom a server may send to: smtp.only-to, the guard of a staging installation. */
final class Recipients {
    private final List<Pattern> globs;

    Recipients(List<String> globs) {
        this.globs = globs.stream().map(Recipients::pattern).toList();
    }

    boolean allow(EmailAddress address) {
        return globs.isEmpty()
                || globs.stream().anyMatch(glob -> glob.matcher(lower(address.wire())).matches());
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(
                lower(glob)
                        .chars()
                        .mapToObj(Character::toString)
                        .map(c -> c.equals("*") ? ".*" : Pattern.quote(c))
                        .collect(Collectors.joining()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
