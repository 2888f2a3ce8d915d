package org.briefwire.bounce;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Finds mail addresses in what mail systems write. */
final class Addresses {
    private static final String LOCAL =
            "(?:\"[^\"\\\\\\r\\n@]{1,64}\"|"
                    + "(?:[^\\s\\p{Cntrl}\\uFFFD<>()\\[\\],;:\"\\\\@|'`{}*]|"
                    + "(?<=[\\p{L}\\p{N}])'(?=[\\p{L}\\p{N}])){1,128}+)";
    private static final String SCHEME = "mailto:";
    private static final String DOMAIN =
            "(?:[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,252}+|\\[[0-9.]+\\])";

    /** An address as text; the local part has bounds so that no text costs more than linear. */
    static final String ADDRESS = LOCAL + "@" + DOMAIN;

    private static final Pattern ANY =
            Pattern.compile("(?<![^\\s<>()\\[\\],;:\"'`{}*|=])" + ADDRESS);
    private static final Pattern DAEMON =
            Pattern.compile(
                    "(mailer-?daemon|mail-?daemon|postmaster|mdaemon|abuse|mailgateway|"
                            + "symantec_antivirus\\S*|fml-admin|owner-\\S+)@.*",
                    Pattern.CASE_INSENSITIVE);

    // 'smtp.mailfrom=x@y' in a field that was quoted
    private static final Pattern PROPERTY =
            Pattern.compile(
                    "(?i)^(?:(?:smtp|header|envelope)[.-])?"
                            + "(?:mail_?from|from|to|rcpt(?:_?to)?|sender|for|orcpt|addr(?:ess)?|"
                            + "e-?mail|recipient|user)=(?=[^=@]+@)");

    private Addresses() {}

    /** Every address in a text, in order. */
    static List<String> in(String text) {
        var found = new ArrayList<String>();
        if (text.indexOf('@') < 0) {
            return found;
        }
        var matcher = ANY.matcher(text);
        while (matcher.find()) {
            found.add(tidy(matcher.group()));
        }
        return found;
    }

    /** Whether it is a mail system's own address and never a reader's. */
    static boolean isDaemon(String address) {
        return DAEMON.matcher(address).matches();
    }

    /** How two spellings of an address are compared. */
    static String key(String address) {
        return tidy(address).toLowerCase(Locale.ROOT);
    }

    static boolean areSame(String one, String other) {
        return key(one).equals(key(other));
    }

    /** Each address once, in order, as first spelled. */
    static List<String> distinct(List<String> addresses) {
        var seen = new LinkedHashMap<String, String>();
        addresses.forEach(address -> seen.putIfAbsent(key(address), address));
        return List.copyOf(seen.values());
    }

    /** Without the full stop behind it and the scheme before it. */
    static String tidy(String address) {
        var end = address.length();
        while (end > 0 && ".-_".indexOf(address.charAt(end - 1)) >= 0) {
            end--;
        }
        var bare = address.substring(0, end);
        var named =
                bare.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                        ? bare.substring(SCHEME.length())
                        : bare;
        return named.indexOf('=') < 0 ? named : PROPERTY.matcher(named).replaceFirst("");
    }
}
