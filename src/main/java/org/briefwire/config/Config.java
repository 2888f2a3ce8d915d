package org.briefwire.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.briefwire.dkim.DkimKey;
import org.briefwire.model.DataSize;
import org.briefwire.model.ListId;
import org.briefwire.model.TopicId;

/**
 * A whole, checked configuration.
 *
 * @param home the installation's folder, absolute
 * @param topics those that have a title of their own, in the order of the pages
 * @param templates the operator's own templates, absolute; the folder may be missing or hold only
 *     some
 * @param lateAfter how late a wave may start; a cadence with a short period lowers it
 * @param giveUpAfter how long a delivery is tried
 * @param maxSize the most HTML that a mail may have
 * @param dkim who signs; none: mail goes unsigned
 */
public record Config(
        Path home,
        Publication publication,
        Database database,
        List<Source> sources,
        List<NewsList> lists,
        List<Topic> topics,
        List<SmtpServer> smtp,
        Web web,
        Path templates,
        Duration lateAfter,
        Duration giveUpAfter,
        DataSize maxSize,
        Bounces bounces,
        List<DkimKey> dkim,
        FaultLimit faultLimit,
        Pacing pacing) {
    public Config {
        sources = List.copyOf(sources);
        lists = List.copyOf(lists);
        topics = List.copyOf(topics);
        smtp = List.copyOf(smtp);
        dkim = List.copyOf(dkim);
    }

    /** The folder of everything that Briefwire itself writes. */
    public Path data() {
        return home.resolve("data");
    }

    /** The folder of the operator's own texts: LANGUAGE.properties; may be missing. */
    public Path messages() {
        return home.resolve("messages");
    }

    /** A topic's title; one that the config does not name is called by its id. */
    public String titleOf(TopicId id) {
        return topics.stream()
                .filter(topic -> topic.id().equals(id))
                .map(Topic::title)
                .findFirst()
                .orElse(id.value());
    }

    public Optional<NewsList> list(ListId id) {
        return lists.stream().filter(list -> list.id().equals(id)).findFirst();
    }
}
