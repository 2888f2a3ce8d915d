package org.briefwire.config;

import java.util.List;
import org.briefwire.config.NewsList.Approval;
import org.briefwire.config.NewsList.Visibility;
import org.briefwire.config.NewsList.Welcome;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.TopicId;

/** The keys of each of {@code lists:}. */
final class ListKeys {
    static final Key<String> ID =
            Key.required("id", Kinds.ID, "Its name, for ever: it stands in URLs and headers.");
    private static final Key<String> TITLE = Key.required("title", Kinds.TEXT, "What readers see.");
    private static final Key<String> DESCRIPTION =
            Key.derived("description", Kinds.TEXT, "none", "One sentence for its page and feeds.");
    private static final Key<List<String>> TOPICS =
            Key.derived(
                    "topics",
                    Kinds.listOf(Kinds.ID),
                    "`[]`: every topic",
                    "Which briefings belong to it; the order is the order in the mail.");
    private static final Key<Approval> APPROVE =
            Key.defaulted(
                    "approve",
                    Kinds.oneOf(Approval.class),
                    "auto",
                    "`manual`: every edition waits for a person.");
    private static final Key<List<Section>> CADENCES =
            Key.required(
                    "cadences",
                    new Kind.ManyKeys("a list of cadences", CadenceKeys.EACH),
                    "How often it goes out; a new subscription gets the first.");
    private static final Key<Boolean> PUBLIC =
            Key.defaulted(
                    "public", Kinds.TRUTH, "true", "`false` keeps it out of archive and feeds.");
    private static final Key<Mailbox> SENDER =
            Key.derived(
                    "sender",
                    Kinds.MAILBOX,
                    "the publication's",
                    "Who this list's mail is from; nothing but ASCII stands before its `@`.");
    private static final Key<String> LANGUAGE =
            Key.derived(
                    "language",
                    Kinds.LANGUAGE,
                    "the publication's",
                    "The language of the words around its briefings.");

    private static final Key<Welcome> WELCOME =
            Key.defaulted(
                    "welcome",
                    Kinds.oneOf(Welcome.class),
                    "none",
                    "What who has confirmed is sent at once: `mail` is a welcome, `edition` the"
                            + " latest edition too (who chose every topic gets it).");

    static final Kind.Keys EACH =
            new Kind.Keys(
                    "a section of keys",
                    List.of(
                            ID,
                            TITLE,
                            DESCRIPTION,
                            TOPICS,
                            APPROVE,
                            CADENCES,
                            PUBLIC,
                            SENDER,
                            LANGUAGE,
                            WELCOME,
                            Key.later("formerly", Kinds.listOf(Kinds.ID), "Earlier ids.")));

    private ListKeys() {}

    static NewsList read(Section section, Publication publication) {
        return new NewsList(
                new ListId(section.get(ID)),
                section.get(TITLE),
                section.find(DESCRIPTION).orElse(""),
                section.get(TOPICS).stream().map(TopicId::new).toList(),
                section.get(APPROVE),
                cadences(section),
                section.get(PUBLIC) ? Visibility.PUBLIC : Visibility.PRIVATE,
                section.find(SENDER).orElse(publication.sender()),
                section.find(LANGUAGE).orElse(publication.language()),
                section.get(WELCOME));
    }

    private static List<Cadence> cadences(Section section) {
        var sections = section.get(CADENCES);
        Unique.ids(sections, CadenceKeys.ID);
        var cadences = sections.stream().map(CadenceKeys::read).toList();
        if (cadences.isEmpty()) {
            section.errorUnlessReported(
                    CADENCES, "is empty; a list goes out in one cadence at least");
            return List.of(new Cadence(new CadenceId("missing"), "", Cadence.Clock.PUBLICATION));
        }
        return cadences;
    }
}
