package org.briefwire.config;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.briefwire.model.CadenceId;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.TopicId;

/**
 * A named newsletter.
 *
 * @param description one sentence for its page and feeds; may be empty
 * @param topics empty: every topic; the order is the order in the mail
 * @param cadences at least one; a new subscription gets the first
 * @param visibility whether archive and feeds show it
 * @param sender the publication's by default
 * @param language a BCP 47 tag, the publication's by default
 */
public record NewsList(
        ListId id,
        String title,
        String description,
        List<TopicId> topics,
        Approval approve,
        List<Cadence> cadences,
        Visibility visibility,
        Mailbox sender,
        String language,
        Welcome welcome) {
    /** A list that welcomes nobody. */
    public NewsList(
            ListId id,
            String title,
            String description,
            List<TopicId> topics,
            Approval approve,
            List<Cadence> cadences,
            Visibility visibility,
            Mailbox sender,
            String language) {
        this(
                id,
                title,
                description,
                topics,
                approve,
                cadences,
                visibility,
                sender,
                language,
                Welcome.NONE);
    }

    public NewsList {
        topics = List.copyOf(topics);
        cadences = List.copyOf(cadences);
        if (cadences.isEmpty()) {
            throw new IllegalArgumentException("a list has a cadence");
        }
    }

    /** Whether an edition waits for a person. */
    public enum Approval {
        AUTO,
        MANUAL
    }

    /** What who has confirmed is sent at once. */
    public enum Welcome {
        NONE,
        MAIL,
        /** A mail, and the latest edition. */
        EDITION
    }

    /** Whether archive and feeds show a list. */
    public enum Visibility {
        PUBLIC,
        PRIVATE
    }

    /** Whether a briefing with these topics belongs to the list. */
    public boolean carries(Collection<TopicId> others) {
        return topics.isEmpty() || others.stream().anyMatch(topics::contains);
    }

    public Optional<Cadence> cadence(CadenceId id) {
        return cadences.stream().filter(cadence -> cadence.id().equals(id)).findFirst();
    }

    /** The cadence of a new subscription; archive and editions feed show its editions. */
    public Cadence firstCadence() {
        return cadences.getFirst();
    }
}
