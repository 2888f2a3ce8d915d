package org.briefwire.dkim;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A key's TXT record (RFC 6376 section 3.6.1): as it is to be, and what DNS has. */
public final class DkimRecord {
    private static final int LONGEST_STRING = 255;

    private DkimRecord() {}

    /** What the record says when it is right. */
    public static String of(SigningKey key) {
        return "v=DKIM1; k=%s; p=%s".formatted(key.kind(), key.publicKey());
    }

    /** The line of a zone file; a string of a TXT record has 255 octets at most (RFC 1035). */
    public static String line(DkimKey key) {
        var record = of(key.key());
        var strings = new ArrayList<String>();
        for (var at = 0; at < record.length(); at += LONGEST_STRING) {
            var end = Math.min(at + LONGEST_STRING, record.length());
            strings.add("\"" + record.substring(at, end) + "\"");
        }
        var data = String.join(" ", strings);
        return "%s. IN TXT %s"
                .formatted(key.name(), strings.size() > 1 ? "( " + data + " )" : data);
    }

    /** How what DNS has under a key's name fits the key. */
    public enum Fit {
        /** A verifier finds the key's other half. */
        RIGHT,
        /** The record is of another key. */
        OTHER_KEY,
        /** The record takes its key back: its p= is empty. */
        REVOKED,
        /** The record says that the domain only tries DKIM out, so that failures don't count. */
        TESTING,
        /** No record, or none that a verifier can read. */
        NONE,
        /** More than one record: what a verifier does with them is not known. */
        SEVERAL
    }

    /** Compares the TXT records under a key's name with the key. */
    public static Fit compare(SigningKey key, List<String> found) {
        var records = found.stream().map(DkimRecord::tags).filter(tags -> tags.containsKey("p"));
        var known = records.toList();
        if (known.size() != 1) {
            return known.isEmpty() ? Fit.NONE : Fit.SEVERAL;
        }
        var tags = known.getFirst();
        var published = tags.getOrDefault("p", "");
        if (published.isEmpty()) {
            return Fit.REVOKED;
        }
        if (!tags.getOrDefault("k", "rsa").equals(key.kind())
                || !published.equals(key.publicKey())) {
            return Fit.OTHER_KEY;
        }
        var flags = List.of(tags.getOrDefault("t", "").split(":", -1));
        return flags.contains("y") ? Fit.TESTING : Fit.RIGHT;
    }

    private static Map<String, String> tags(String record) {
        var tags = new HashMap<String, String>();
        for (var tag : record.split(";", -1)) {
            var equals = tag.indexOf('=');
            if (equals > 0) {
                var name = tag.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                tags.put(name, tag.substring(equals + 1).replaceAll("\\s", ""));
            }
        }
        return tags;
    }
}
