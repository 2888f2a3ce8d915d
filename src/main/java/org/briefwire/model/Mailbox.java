package org.briefwire.model;

/**
 * A name and an address, as in From.
 *
 * @param name plain text; empty when there is none
 */
public record Mailbox(String name, EmailAddress address) {
    /**
     * Reads 'Name <address>', '"Name" <address>' or a bare address.
     *
     * @throws IllegalArgumentException when the text has no address
     */
    public static Mailbox parse(String text) {
        var trimmed = text.strip();
        var open = trimmed.lastIndexOf('<');
        if (open < 0 || !trimmed.endsWith(">")) {
            return new Mailbox("", EmailAddress.parse(trimmed));
        }
        var name = trimmed.substring(0, open).strip();
        if (name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")) {
            name = name.substring(1, name.length() - 1);
        }
        var address = trimmed.substring(open + 1, trimmed.length() - 1);
        return new Mailbox(name, EmailAddress.parse(address));
    }

    @Override
    public String toString() {
        return name.isEmpty() ? address.toString() : name + " <" + address + ">";
    }
}
