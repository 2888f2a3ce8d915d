package org.briefwire.briefing;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.TopicId;

/**
 * What a file says about its briefing before the text. What is not said is empty.
 *
 * @param id its identity within its source, whatever its path
 * @param date when it was or will be published
 * @param embargo not to be released before
 * @param quiet for archive and feeds only: no mail
 * @param language a BCP 47 tag
 * @param link its permalink elsewhere, an absolute http(s) URL
 * @param slug the wish for its place in URLs
 * @param correction what this revision corrects
 * @param image its picture
 */
public record FrontMatter(
        String id,
        Optional<Instant> date,
        Optional<Instant> embargo,
        boolean urgent,
        boolean quiet,
        List<TopicId> topics,
        String language,
        String link,
        String slug,
        String correction,
        Optional<Illustration> image) {
    public static final FrontMatter NONE =
            new FrontMatter(
                    "",
                    Optional.empty(),
                    Optional.empty(),
                    false,
                    false,
                    List.of(),
                    "",
                    "",
                    "",
                    "");

    /** What a file says that names no picture. */
    public FrontMatter(
            String id,
            Optional<Instant> date,
            Optional<Instant> embargo,
            boolean urgent,
            boolean quiet,
            List<TopicId> topics,
            String language,
            String link,
            String slug,
            String correction) {
        this(
                id,
                date,
                embargo,
                urgent,
                quiet,
                topics,
                language,
                link,
                slug,
                correction,
                Optional.empty());
    }

    public FrontMatter {
        topics = List.copyOf(topics);
    }
}
