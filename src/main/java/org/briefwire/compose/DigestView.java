package org.briefwire.compose;

import java.util.List;
import java.util.Optional;

/**
 * What the shells email/digest.html and .txt show: everything of a digest but the briefings, which
 * come in at {{{briefings}}}.
 *
 * @param contents the headlines, when there are more than three and not too many; else none
 * @param more what did not fit
 * @param hasOwnTitle whether the list is called otherwise than the publication
 * @param name a blank: the recipient's name, for templates that use it
 */
record DigestView(
        String language,
        String direction,
        String subject,
        String preheader,
        String publication,
        String publicationUrl,
        boolean hasOwnTitle,
        String list,
        String homeUrl,
        String edition,
        String date,
        String viewUrl,
        String viewLabel,
        boolean hasContents,
        String contentsLabel,
        List<Entry> contents,
        String briefings,
        Optional<More> more,
        String why,
        String unsubscribeUrl,
        String unsubscribeLabel,
        String preferencesUrl,
        String preferencesLabel,
        String address,
        String recipient,
        String name) {
    /** A line of the table of contents. */
    record Entry(int number, String anchor, String headline) {}

    /** 'and N more'. */
    record More(String text, String linkLabel, String arrow, String url) {}
}
