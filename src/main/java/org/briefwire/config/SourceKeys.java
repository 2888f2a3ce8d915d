package org.briefwire.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.briefwire.model.SourceId;
import org.briefwire.model.TopicId;

/** The keys of each of {@code sources:}. */
final class SourceKeys {
    static final Key<String> ID =
            Key.required("id", Kinds.ID, "Its name, for ever: briefings remember it.");
    private static final Key<Path> FOLDER =
            Key.derived(
                    "folder",
                    Kinds.PATH,
                    "–",
                    "A folder of text and Markdown files; this or `feed`.");
    private static final Key<URI> FEED =
            Key.derived("feed", Kinds.URL, "–", "The address of an RSS, Atom or RDF feed.");
    private static final Key<Duration> EVERY =
            Key.defaulted("every", Kinds.DURATION_KIND, "15m", "How often a feed is asked.");
    private static final Key<List<String>> TOPICS =
            Key.derived(
                    "topics",
                    Kinds.listOf(Kinds.ID),
                    "none",
                    "What each of its briefings carries, besides its own topics.");
    private static final Key<List<String>> FURNITURE =
            Key.derived(
                    "furniture",
                    Kinds.listOf(Kinds.TEXT),
                    "`[Latest Articles]`",
                    "Lines that end a file's text: what the page that it was copied from had below.");

    static final Kind.Keys EACH =
            new Kind.Keys(
                    "a section of keys",
                    List.of(
                            ID,
                            FOLDER,
                            FEED,
                            EVERY,
                            TOPICS,
                            FURNITURE,
                            Key.later("formerly", Kinds.listOf(Kinds.ID), "Earlier ids.")));

    private SourceKeys() {}

    static Source read(Section section) {
        var id = new SourceId(section.get(ID));
        var topics = section.get(TOPICS).stream().map(TopicId::new).toList();
        var folder = section.find(FOLDER);
        var feed = section.find(FEED);
        if (folder.isPresent() == feed.isPresent()) {
            section.error(
                    feed.isPresent() ? FEED : ID,
                    "a source is either a folder or a feed; write one of 'folder: …', 'feed: …'");
        }
        if (feed.isPresent()) {
            if (section.has(FURNITURE)) {
                section.error(FURNITURE, "is for folders; a feed's entries have none");
            }
            return new Source.Feed(id, feed.get(), section.get(EVERY), topics);
        }
        if (section.has(EVERY)) {
            section.error(EVERY, "is for feeds; a folder is looked at with every collection");
        }
        return new Source.Folder(
                id,
                section.reading().resolve(folder.orElse(Path.of(""))),
                topics,
                section.find(FURNITURE).orElse(List.of("Latest Articles")));
    }
}
