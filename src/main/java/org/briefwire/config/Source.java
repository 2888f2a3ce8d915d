package org.briefwire.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.briefwire.model.SourceId;
import org.briefwire.model.TopicId;

/** Where briefings are collected from. */
public sealed interface Source {
    SourceId id();

    /** The topics that each of its briefings carries besides its own. */
    List<TopicId> topics();

    /**
     * A folder of text and Markdown files.
     *
     * @param folder absolute
     * @param furniture lines that end a briefing's text, such as 'Latest Articles'
     */
    record Folder(SourceId id, Path folder, List<TopicId> topics, List<String> furniture)
            implements Source {
        public Folder {
            topics = List.copyOf(topics);
            furniture = List.copyOf(furniture);
        }
    }

    /**
     * A feed: RSS, Atom or RDF.
     *
     * @param every how often it is asked
     */
    record Feed(SourceId id, URI feed, Duration every, List<TopicId> topics) implements Source {
        public Feed {
            topics = List.copyOf(topics);
        }
    }
}
