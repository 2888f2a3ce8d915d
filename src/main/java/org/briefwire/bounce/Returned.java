package org.briefwire.bounce;

/**
 * One recipient of whom a mail tells.
 *
 * @param address as written, without angle brackets
 * @param status enhanced status code (RFC 3463); empty when the mail names none
 * @param category what it means, a word of wording.yaml
 * @param hard the address is dead
 */
public record Returned(String address, String status, String category, boolean hard) {
    /** What should follow for the address. */
    public Follows follows() {
        if (hard) {
            return Follows.SUPPRESS;
        }
        return switch (category) {
            case "autoreply", "delivered", "complaint", "not-spam" -> Follows.NOTHING;
            default -> Wording.find(category).map(Category::follows).orElse(Follows.SCORE);
        };
    }
}
