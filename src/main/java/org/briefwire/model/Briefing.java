package org.briefwire.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The unit of content, as a desk or a feed gives it. All texts are plain text in Unicode without
 * control characters; an empty one means that the briefing has none.
 *
 * @param headline never blank
 * @param label the line above the lead, such as NEWS BRIEF
 * @param lead its paragraphs
 * @param language a BCP 47 tag; empty when unknown
 * @param link the permalink at its origin, an absolute http(s) URL; empty when it lives here only
 * @param topics in the desk's order, without repetition
 * @param picture what stands above the text
 */
public record Briefing(
        String headline,
        String standfirst,
        String label,
        List<String> lead,
        List<Section> sections,
        Attribution attribution,
        Author author,
        String language,
        String link,
        List<TopicId> topics,
        Optional<Picture> picture) {

    public Briefing {
        if (headline.isBlank()) {
            throw new IllegalArgumentException("a briefing has a headline");
        }
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
        topics = topics.stream().distinct().toList();
    }

    /** A briefing without a picture. */
    public Briefing(
            String headline,
            String standfirst,
            String label,
            List<String> lead,
            List<Section> sections,
            Attribution attribution,
            Author author,
            String language,
            String link,
            List<TopicId> topics) {
        this(
                headline,
                standfirst,
                label,
                lead,
                sections,
                attribution,
                author,
                language,
                link,
                topics,
                Optional.empty());
    }

    public Briefing withTopics(List<TopicId> others) {
        return with(others, picture);
    }

    public Briefing withPicture(Picture other) {
        return with(topics, Optional.of(other));
    }

    private Briefing with(List<TopicId> otherTopics, Optional<Picture> otherPicture) {
        return new Briefing(
                headline,
                standfirst,
                label,
                lead,
                sections,
                attribution,
                author,
                language,
                link,
                otherTopics,
                otherPicture);
    }

    /** Where the pictures that it shows come from: its own first, then those in a feed's HTML. */
    public List<String> pictureReferences() {
        var references = new ArrayList<String>();
        picture.map(Picture::reference).ifPresent(references::add);
        for (var section : sections) {
            for (var block : section.blocks()) {
                if (block instanceof Block.Markup markup) {
                    references.addAll(markup.pictureReferences());
                }
            }
        }
        return references.stream().distinct().toList();
    }
}
