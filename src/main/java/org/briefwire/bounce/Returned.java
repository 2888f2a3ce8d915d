package org.briefwire.bounce;

/**
 * One recipient of whom a mail tells.
 *
 * @param address as written, without angle brackets
 * @param status enhanced status code (RFC 3463); empty when the mail names none
 * @param category what it means, a word of wording.yaml
 * @param hard the address is dead
 */
public record Returned(String address, String status, String category, boolean hard) {}
