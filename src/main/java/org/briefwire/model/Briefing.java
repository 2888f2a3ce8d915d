package org.briefwire.model;

import java.util.List;

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
        List<TopicId> topics) {

    public Briefing {
        if (headline.isBlank()) {
            throw new IllegalArgumentException("a briefing has a headline");
        }
        lead = List.copyOf(lead);
        sections = List.copyOf(sections);
        topics = topics.stream().distinct().toList();
    }

    public Briefing withTopics(List<TopicId> others) {
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
                others);
    }
}
