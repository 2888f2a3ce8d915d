package org.briefwire.compose;

import java.util.List;
import org.briefwire.config.Publication;
import org.briefwire.message.Messages;

/** What the templates email/notice.html and .txt show. */
record NoticeView(
        String language,
        String direction,
        String subject,
        String preheader,
        String publication,
        String publicationUrl,
        String title,
        List<String> paragraphs,
        boolean hasFacts,
        List<Fact> facts,
        boolean hasPoints,
        List<String> points,
        List<Link> buttons,
        List<Link> links,
        List<String> small,
        String address) {
    record Fact(String label, String value) {}

    record Link(String label, String url) {}

    static NoticeView of(NoticeText text, Publication publication, Messages messages) {
        var links =
                text.links().stream()
                        .map(link -> new Link(plain(link.label()), Marks.strip(link.url())))
                        .toList();
        return new NoticeView(
                messages.language(),
                messages.rightToLeft() ? "rtl" : "ltr",
                plain(text.subject()),
                text.paragraphs().stream().findFirst().map(NoticeView::plain).orElse(""),
                plain(publication.title()),
                publication.at("/"),
                plain(text.title()),
                text.paragraphs().stream().map(NoticeView::plain).toList(),
                !text.facts().isEmpty(),
                text.facts().stream()
                        .map(fact -> new Fact(plain(fact.label()), plain(fact.value())))
                        .toList(),
                !text.points().isEmpty(),
                text.points().stream().map(NoticeView::plain).toList(),
                links.stream().limit(1).toList(),
                links.stream().skip(1).toList(),
                text.small().stream().map(NoticeView::plain).toList(),
                plain(publication.address()));
    }

    private static String plain(String outside) {
        return HeaderText.clean(Marks.strip(outside));
    }
}
