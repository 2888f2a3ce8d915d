package org.briefwire.dns;

/** Asks DNS. Safe for many threads. */
public interface Dns {
    /** A type of record. */
    enum Type {
        TXT,
        MX,
        A,
        AAAA
    }

    /**
     * What DNS says of a name.
     *
     * @param name in A-labels
     * @return values as a zone file has them, but for the strings of a TXT record, which are joined
     */
    Answer ask(String name, Type type);

    /** A DNS that is never asked. */
    static Dns off(String reason) {
        return (_, _) -> new Answer.Unknown(reason);
    }
}
