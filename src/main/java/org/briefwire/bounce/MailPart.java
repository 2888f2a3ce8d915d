package org.briefwire.bounce;

/**
 * One leaf or one embedded message of a mail.
 *
 * @param type the media type in lower case, without parameters
 * @param headers those of the part
 * @param text decoded, lines ended by '\n'; empty for what is no text
 * @param depth how many messages it lies in: 0 is the mail itself, 1 a message within it
 */
record MailPart(String type, MailHeaders headers, String text, int depth) {}
