package org.briefwire.notice;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.briefwire.compose.NoticeText;
import org.briefwire.config.Config;
import org.briefwire.config.NewsList;
import org.briefwire.link.Links;
import org.briefwire.link.Paths;
import org.briefwire.message.Languages;
import org.briefwire.message.Messages;
import org.briefwire.store.Held;

/** Tells the editors of each edition that is held, once, with a link that lets it go out. */
public final class HeldEditions {
    /** By then a later slot has replaced the edition, whatever its cadence. */
    private static final Duration LINK_LASTS = Duration.ofDays(30);

    private final Config config;
    private final Languages languages;
    private final Held held;
    private final Links links;
    private final Editors editors;

    public HeldEditions(
            Config config, Languages languages, Held held, Links links, Editors editors) {
        this.languages = languages;
        this.config = config;
        this.held = held;
        this.links = links;
        this.editors = editors;
    }

    /** Tells of those that nobody was told of yet; cheap when there are none. */
    public void tell() {
        if (config.publication().editors().isEmpty()) {
            return;
        }
        for (var edition : held.all()) {
            config.list(edition.list()).ifPresent(list -> tell(edition, list));
        }
    }

    private void tell(Held.Edition edition, NewsList list) {
        var publication = config.publication();
        var messages = languages.in(publication.language());
        var number = messages.number(edition.number());
        var text =
                NoticeText.of(
                                messages.text(
                                        "notice.held.subject", list.title(), edition.subject()),
                                messages.text("notice.held.title"))
                        .paragraph(messages.text("notice.held.text", list.title(), number))
                        .fact(messages.text("notice.held.subject.label"), edition.subject())
                        .fact(
                                messages.text("notice.held.people"),
                                messages.text("notice.held.people.count", edition.people()))
                        .fact(
                                messages.text("notice.held.due"),
                                messages.dateTime(edition.due(), publication.zone()));
        for (var finding : findings(edition.findings(), messages)) {
            text = text.point(finding);
        }
        text =
                text.link(
                                messages.text("notice.held.look"),
                                links.approve(edition.id(), edition.heldSince().plus(LINK_LASTS)))
                        .small(messages.text("notice.held.small"));
        for (var view : view(edition).stream().toList()) {
            text = text.link(messages.text("notice.held.view"), publication.at(view));
        }
        editors.tellOnce("held", edition.id() + " " + edition.heldSince().toEpochMilli(), text);
    }

    /** The findings in words: those that have any, in the reader's. */
    public static List<String> findings(List<String> findings, Messages messages) {
        return findings.stream()
                .map(finding ->
                        finding.equals(Held.APPROVE_MANUAL)
                                ? messages.text("notice.held.manual")
                                : finding)
                .toList();
    }

    private static Optional<String> view(Held.Edition edition) {
        return edition.canonicalKey()
                .map(key -> Paths.edition(edition.list(), edition.number()) + "/" + key);
    }
}
