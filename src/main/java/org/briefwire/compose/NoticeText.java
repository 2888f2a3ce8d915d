package org.briefwire.compose;

import java.util.ArrayList;
import java.util.List;

/**
 * What a notice says, in plain text: the title, paragraphs, facts, points, what can be done about
 * it, and what stands small below. Immutable; each method gives a text with more in it.
 */
public record NoticeText(
        String subject,
        String title,
        List<String> paragraphs,
        List<Fact> facts,
        List<String> points,
        List<Link> links,
        List<String> small) {
    public NoticeText {
        paragraphs = List.copyOf(paragraphs);
        facts = List.copyOf(facts);
        points = List.copyOf(points);
        links = List.copyOf(links);
        small = List.copyOf(small);
    }

    /** A line such as 'Goes to: 1,204 people'. */
    public record Fact(String label, String value) {}

    /** What can be done, and where; the first one is a button. */
    public record Link(String label, String url) {}

    /** A text that says nothing yet. */
    public static NoticeText of(String subject, String title) {
        return new NoticeText(
                subject, title, List.of(), List.of(), List.of(), List.of(), List.of());
    }

    public NoticeText paragraph(String text) {
        return new NoticeText(subject, title, and(paragraphs, text), facts, points, links, small);
    }

    public NoticeText fact(String label, String value) {
        return new NoticeText(
                subject,
                title,
                paragraphs,
                and(facts, new Fact(label, value)),
                points,
                links,
                small);
    }

    public NoticeText point(String text) {
        return new NoticeText(subject, title, paragraphs, facts, and(points, text), links, small);
    }

    /** More that can be done; the address is absolute. */
    public NoticeText link(String label, String url) {
        return new NoticeText(
                subject, title, paragraphs, facts, points, and(links, new Link(label, url)), small);
    }

    public NoticeText small(String text) {
        return new NoticeText(subject, title, paragraphs, facts, points, links, and(small, text));
    }

    private static <T> List<T> and(List<T> some, T more) {
        var all = new ArrayList<>(some);
        all.add(more);
        return all;
    }
}
