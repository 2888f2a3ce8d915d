package org.briefwire.compose;

import java.util.List;
import java.util.Optional;

/**
 * What the fragments email/briefing.html and .txt show of a briefing; an empty text is nothing to
 * show.
 *
 * @param anchor where the table of contents points to
 * @param kicker the line above the headline
 * @param headlineOnly whether the reader wants no more
 * @param notice what is said before anything else
 * @param underline as long as the headline, for the text part
 * @param arrow points the way in which the reader's language is written
 */
record BriefingView(
        String anchor,
        String language,
        String direction,
        boolean headlineOnly,
        String kicker,
        Optional<Notice> notice,
        String headline,
        String underline,
        String standfirst,
        Optional<PictureView> picture,
        List<String> lead,
        List<SectionView> sections,
        String attribution,
        String author,
        String bio,
        String url,
        String readLabel,
        String arrow,
        Optional<Original> original) {
    /** That it is a correction, in the reader's language, and the desk's note in the desk's. */
    record Notice(String label, String note) {}

    /** A section with its heading. */
    record SectionView(String heading, List<BlockView> blocks) {}

    /** One kind of block; the others' components are empty. */
    record BlockView(
            boolean list, List<String> points, String paragraph, String markup, String plain) {}

    /**
     * The briefing's picture.
     *
     * @param width no wider than the column
     */
    record PictureView(String url, String alt, int width, int height, String credit) {}

    /** Where a briefing stood first. */
    record Original(String url, String label) {}
}
