package org.briefwire.testing;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.briefwire.config.Bounces;
import org.briefwire.config.Cadence;
import org.briefwire.config.Config;
import org.briefwire.config.Database;
import org.briefwire.config.FaultLimit;
import org.briefwire.config.NewsList;
import org.briefwire.config.Pacing;
import org.briefwire.config.Publication;
import org.briefwire.config.Topic;
import org.briefwire.config.Web;
import org.briefwire.model.CadenceId;
import org.briefwire.model.DataSize;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.TopicId;

/** A publication with three lists: 'daily' of everything, 'welt' in German, 'staff' in private. */
public final class TestConfigs {
    private TestConfigs() {}

    public static Config at(Path home) {
        return new Config(
                home,
                publication("https://news.example.org"),
                new Database(""),
                List.of(),
                List.of(
                        list(
                                "daily",
                                "The Daily Brief",
                                List.of(),
                                "en",
                                NewsList.Visibility.PUBLIC),
                        list(
                                "welt",
                                "Welt & Wirtschaft",
                                List.of(new TopicId("world")),
                                "de",
                                NewsList.Visibility.PUBLIC),
                        list("staff", "For us", List.of(), "en", NewsList.Visibility.PRIVATE)),
                List.of(new Topic(new TopicId("world"), "World & <War>")),
                List.of(),
                new Web("127.0.0.1", 0, List.of()),
                home.resolve("templates"),
                Duration.ofHours(6),
                Duration.ofHours(24),
                DataSize.parse("90KB"),
                bounces(Optional.empty()),
                List.of(),
                new FaultLimit(100_000),
                Pacing.NONE);
    }

    /** What the config says of bounces when it says nothing but their address. */
    public static Bounces bounces(Optional<EmailAddress> address) {
        return new Bounces(
                address,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new Bounces.SoftLimit(4, Duration.ofDays(60)),
                new Bounces.ComplaintLimit(1_000, 1),
                Duration.ofDays(90));
    }

    public static Publication publication(String url) {
        var sender = Mailbox.parse("The Daily Brief <briefings@example.org>");
        return new Publication(
                "The Daily Brief",
                URI.create(url),
                sender,
                sender,
                List.of(),
                "1 Example Street, Example City",
                ZoneId.of("Europe/Berlin"),
                "en",
                Optional.empty());
    }

    private static NewsList list(
            String id,
            String title,
            List<TopicId> topics,
            String language,
            NewsList.Visibility visibility) {
        return new NewsList(
                new ListId(id),
                title,
                "",
                topics,
                NewsList.Approval.AUTO,
                List.of(
                        new Cadence(
                                new CadenceId("daily"), "0 0 7 ? * *", Cadence.Clock.PUBLICATION),
                        new Cadence(
                                new CadenceId("weekly"),
                                "0 0 7 ? * MON",
                                Cadence.Clock.PUBLICATION),
                        new Cadence(new CadenceId("instant"), "", Cadence.Clock.PUBLICATION)),
                visibility,
                Mailbox.parse("The Daily Brief <briefings@example.org>"),
                language);
    }
}
