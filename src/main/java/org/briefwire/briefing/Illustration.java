package org.briefwire.briefing;

/**
 * The picture that a file's front matter names.
 *
 * @param file its path, relative to the briefing's file; empty when it is on the net
 * @param url its http(s) address; empty when it is a file
 * @param alt what it shows, in words; empty: then it can't be shown
 * @param credit whose it is; may be empty
 */
public record Illustration(String file, String url, String alt, String credit) {}
