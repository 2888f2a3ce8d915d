package org.briefwire.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.DataSize;
import org.briefwire.model.ListId;

/**
 * A whole, checked configuration.
 *
 * @param home the installation's folder, absolute
 * @param templates the operator's own templates, absolute; the folder may be missing or hold only
 *     some
 * @param lateAfter how late a wave may start; a cadence with a short period lowers it
 * @param giveUpAfter how long a delivery is tried
 * @param maxSize the most HTML that a mail may have
 */
public record Config(
        Path home,
        Publication publication,
        Database database,
        List<Source> sources,
        List<NewsList> lists,
        List<SmtpServer> smtp,
        Web web,
        Path templates,
        Duration lateAfter,
        Duration giveUpAfter,
        DataSize maxSize) {
    public Config {
        sources = List.copyOf(sources);
        lists = List.copyOf(lists);
        smtp = List.copyOf(smtp);
    }

    /** The folder of everything that Briefwire itself writes. */
    public Path data() {
        return home.resolve("data");
    }

    public Optional<NewsList> list(ListId id) {
        return lists.stream().filter(list -> list.id().equals(id)).findFirst();
    }
}
