package org.briefwire.compose;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.briefwire.config.NewsList;
import org.briefwire.config.Publication;
import org.briefwire.message.Messages;
import org.briefwire.template.Templates;

/** What stands around a digest's briefings. */
final class Shell {
    static final String HTML = "email/digest.html";
    static final String TEXT = "email/digest.txt";
    private static final int FEW = 3;
    private static final int MANY = 20;

    private final Publication publication;
    private final Templates templates;

    Shell(Publication publication, Templates templates) {
        this.publication = publication;
        this.templates = templates;
    }

    Inliner.Inlined html(DigestView view) {
        return Inliner.inline(templates.render(HTML, view));
    }

    String text(DigestView view) {
        return Wrapping.wrap(templates.render(TEXT, view));
    }

    /**
     * The shell's record.
     *
     * @param shown how many of the briefings the mail has; the others are 'and N more'
     */
    DigestView view(Digest digest, SubjectLine line, int shown, Messages messages) {
        var list = digest.list();
        var isPublic = list.visibility() == NewsList.Visibility.PUBLIC;
        // by what there is, not by what fits: the shell's size must not grow when some are left out
        var hasContents = digest.items().size() > FEW && digest.items().size() <= MANY;
        var listTitle = Marks.strip(list.title());
        return new DigestView(
                messages.language(),
                messages.rightToLeft() ? "rtl" : "ltr",
                line.subject(),
                line.preheader(),
                Marks.strip(publication.title()),
                publication.at("/"),
                !listTitle.equals(Marks.strip(publication.title())),
                listTitle,
                isPublic ? Urls.list(publication, list) : publication.at("/"),
                messages.text("mail.edition", Long.toString(digest.number())),
                messages.date(digest.made(), publication.zone()),
                digest.viewUrl(),
                messages.text("mail.view"),
                hasContents,
                messages.text("mail.contents"),
                hasContents ? contents(digest.items().subList(0, shown)) : List.of(),
                Marks.BRIEFINGS,
                more(digest, shown, messages),
                messages.text("mail.why", listTitle, Marks.of(Blank.ADDRESS)),
                Marks.of(Blank.UNSUBSCRIBE_URL),
                messages.text("mail.unsubscribe"),
                Marks.of(Blank.PREFERENCES_URL),
                messages.text("mail.preferences"),
                Marks.strip(publication.address()),
                Marks.of(Blank.ADDRESS),
                Marks.of(Blank.NAME));
    }

    private static List<DigestView.Entry> contents(List<DigestItem> items) {
        return IntStream.range(0, items.size())
                .mapToObj(i -> {
                    var briefing = items.get(i).briefing();
                    return new DigestView.Entry(
                            i + 1,
                            BriefingViews.anchor(briefing),
                            Marks.strip(briefing.briefing().headline()));
                })
                .toList();
    }

    private Optional<DigestView.More> more(Digest digest, int shown, Messages messages) {
        var left = digest.items().size() - shown;
        if (left == 0) {
            return Optional.empty();
        }
        var isPublic = digest.list().visibility() == NewsList.Visibility.PUBLIC;
        return Optional.of(
                new DigestView.More(
                        messages.text("mail.more", left),
                        messages.text("mail.more.link"),
                        messages.text("mail.arrow"),
                        isPublic
                                ? Urls.edition(publication, digest.list(), digest.number())
                                : digest.viewUrl()));
    }
}
