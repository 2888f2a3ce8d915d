package org.briefwire.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.briefing.HouseStyle;
import org.briefwire.briefing.NewsBrief;
import org.briefwire.briefing.Reading;
import org.briefwire.config.Cadence;
import org.briefwire.config.NewsList;
import org.briefwire.config.Publication;
import org.briefwire.message.Languages;
import org.briefwire.model.Attribution;
import org.briefwire.model.Author;
import org.briefwire.model.Block;
import org.briefwire.model.Briefing;
import org.briefwire.model.BriefingId;
import org.briefwire.model.CadenceId;
import org.briefwire.model.DataSize;
import org.briefwire.model.Depth;
import org.briefwire.model.ListId;
import org.briefwire.model.Mailbox;
import org.briefwire.model.Medium;
import org.briefwire.model.Picture;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.Release;
import org.briefwire.model.Section;
import org.briefwire.model.SourceId;
import org.briefwire.model.TopicId;
import org.briefwire.template.Templates;

/** A publication, a list and briefings to compose mails of. */
public final class Samples {
    static final Instant MADE = Instant.parse("2026-11-24T06:00:00Z");
    static final Publication PUBLICATION =
            new Publication(
                    "Example News",
                    URI.create("https://news.example.org"),
                    Mailbox.parse("Example News <briefings@example.org>"),
                    Mailbox.parse("editors@example.org"),
                    List.of(),
                    "1 Example Street, Example City",
                    ZoneId.of("Europe/Berlin"),
                    "en",
                    Optional.empty());
    static final NewsList LIST =
            list("The Daily Brief", Mailbox.parse("The Daily Brief <briefings@example.org>"));
    static final Map<Blank, String> ADA =
            Map.of(
                    Blank.TO, "Ada Lovelace <ada@example.net>",
                    Blank.MESSAGE_ID, "12.abcdef@example.org",
                    Blank.UNSUBSCRIBE_URL, "https://news.example.org/unsubscribe/u1.Zk3_-x",
                    Blank.ADDRESS, "ada@example.net",
                    Blank.NAME, "Ada Lovelace");

    private static final Templates TEMPLATES = Templates.builtIn();

    private Samples() {}

    static NewsList list(String title, Mailbox sender) {
        return new NewsList(
                new ListId("daily"),
                title,
                "",
                List.of(),
                NewsList.Approval.AUTO,
                List.of(
                        new Cadence(
                                new CadenceId("daily"), "0 0 7 ? * *", Cadence.Clock.PUBLICATION)),
                NewsList.Visibility.PUBLIC,
                sender,
                "en");
    }

    static Composer composer() {
        return new Composer(PUBLICATION, TEMPLATES, Languages.builtIn(), DataSize.parse("90KB"));
    }

    static ComposedContent compose(Briefing... briefings) {
        return composer().compose(digest(List.of(briefings)));
    }

    /** A mail as a content keeps it. */
    public static String mail() {
        return new String(compose(real()).stencil().bytes(), StandardCharsets.UTF_8);
    }

    static Digest digest(List<Briefing> briefings) {
        return digest(briefings, Depth.FULL, "en");
    }

    static Digest digest(List<Briefing> briefings, Depth depth, String language) {
        var items = new ArrayList<DigestItem>();
        for (var briefing : briefings) {
            items.add(new DigestItem(published(items.size() + 1, briefing), Release.Kind.NEW));
        }
        return new Digest(
                LIST,
                12,
                MADE,
                depth,
                language,
                items,
                "https://news.example.org/editions/daily/12/0123456789abcdef",
                "",
                "");
    }

    static PublishedBriefing published(int id, Briefing briefing) {
        return new PublishedBriefing(
                new BriefingId(id),
                "briefing-" + id,
                "tag:example.org,2026:" + id,
                1,
                id,
                MADE,
                MADE,
                new SourceId("desk"),
                "",
                briefing);
    }

    /** The address of a picture, and what we keep of it. */
    static final Picture PICTURE =
            new Picture("https://agency.example.com/a.jpg?b=1&c=2", "A <hall> & a pier", "Ada");

    static final Medium MEDIUM = new Medium("ab".repeat(32), "image/jpeg", 1200, 801, 54321);

    static Digest digest(PublishedBriefing published) {
        var digest = digest(List.of(published.briefing()), Depth.FULL, "en");
        return new Digest(
                digest.list(),
                digest.number(),
                digest.made(),
                digest.depth(),
                digest.language(),
                List.of(new DigestItem(published, Release.Kind.NEW)),
                digest.viewUrl(),
                "",
                "");
    }

    /** A briefing with a point in one section. */
    static Briefing small(String headline, String lead, String point) {
        return new Briefing(
                headline,
                "",
                "NEWS BRIEF",
                List.of(lead),
                List.of(Section.ofPoints("WHAT HAPPENED", List.of(point))),
                Attribution.NONE,
                Author.NONE,
                "en",
                "",
                List.of());
    }

    static Briefing markup(String headline, String html) {
        return new Briefing(
                headline,
                "",
                "",
                List.of(),
                List.of(new Section("", List.of(new Block.Markup(html)))),
                Attribution.NONE,
                new Author("Agency Desk", ""),
                "",
                "https://agency.example.com/stories/1",
                List.of(new TopicId("world")));
    }

    /** Nine briefings of our own, in the news-brief format. */
    static List<Briefing> own() {
        return Arrays.stream(resource("/compose/briefings.txt").split("=====\n", -1))
                .map(Samples::parse)
                .toList();
    }

    /** The real one that the demo shows. */
    static Briefing real() {
        return parse(resource("/demo/briefings/us-pushes-ukraine-donetsk.txt"));
    }

    private static String resource(String name) {
        try (var bytes = Samples.class.getResourceAsStream(name)) {
            if (bytes == null) {
                throw new IllegalStateException(name + " is missing");
            }
            return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Briefing parse(String text) {
        var style = new HouseStyle(PUBLICATION.zone(), List.of("Latest Articles"));
        return switch (NewsBrief.parse(text, style)) {
            case Reading.Parsed parsed -> parsed.briefing();
            case Reading.Rejected rejected -> throw new IllegalStateException(rejected.reason());
        };
    }
}
