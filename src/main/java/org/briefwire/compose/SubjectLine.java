package org.briefwire.compose;

import java.util.stream.Collectors;
import org.briefwire.message.Messages;

/**
 * What an inbox shows before a mail is opened: the lead's headline and how many more there are;
 * then, as the preheader, what the subject did not say: the other headlines, or the standfirst.
 */
record SubjectLine(String subject, String preheader) {
    private static final int LONGEST_HEADLINE = 120;
    private static final int LONGEST_PREHEADER = 140;

    static SubjectLine of(Digest digest, Messages messages) {
        return new SubjectLine(subject(digest, messages), preheader(digest, messages));
    }

    private static String subject(Digest digest, Messages messages) {
        if (!digest.subject().isBlank()) {
            return HeaderText.clean(Marks.strip(digest.subject()));
        }
        var lead = lead(digest);
        var headline = cut(lead.briefing().briefing().headline(), LONGEST_HEADLINE);
        var subject =
                BriefingViews.isCorrection(lead)
                        ? messages.text("mail.subject.correction", headline)
                        : headline;
        var more = digest.items().size() - 1;
        return more == 0 ? subject : messages.text("mail.subject.more", subject, more);
    }

    // corrections come first in the mail; its subject is its news, where it has any
    private static DigestItem lead(Digest digest) {
        return digest.items().stream()
                .filter(item -> !BriefingViews.isCorrection(item))
                .findFirst()
                .orElse(digest.items().getFirst());
    }

    private static String preheader(Digest digest, Messages messages) {
        if (!digest.preheader().isBlank()) {
            return HeaderText.clean(Marks.strip(digest.preheader()));
        }
        if (digest.items().size() > 1) {
            var others =
                    digest.items().stream()
                            .filter(item -> !item.equals(lead(digest)))
                            .map(item -> item.briefing().briefing().headline())
                            .collect(Collectors.joining(" · "));
            return cut(messages.text("mail.preheader.more", others), LONGEST_PREHEADER);
        }
        var briefing = lead(digest).briefing().briefing();
        if (!briefing.standfirst().isEmpty()) {
            return cut(briefing.standfirst(), LONGEST_PREHEADER);
        }
        return briefing.lead().isEmpty() ? "" : cut(briefing.lead().getFirst(), LONGEST_PREHEADER);
    }

    /** As many whole words as fit; a word that is longer is cut between code points. */
    private static String cut(String text, int longest) {
        var clean = HeaderText.clean(Marks.strip(text));
        if (clean.codePointCount(0, clean.length()) <= longest) {
            return clean;
        }
        var most = clean.substring(0, clean.offsetByCodePoints(0, longest - 1));
        var space = most.lastIndexOf(' ');
        return (space > longest / 2 ? most.substring(0, space) : most).strip() + "…";
    }
}
