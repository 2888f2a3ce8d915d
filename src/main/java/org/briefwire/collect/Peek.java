package org.briefwire.collect;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.briefwire.briefing.HouseStyle;
import org.briefwire.briefing.NewsBrief;
import org.briefwire.briefing.Reading;
import org.briefwire.model.Briefing;

/** Shows what would be collected, and keeps nothing. */
public final class Peek {
    private static final int LARGEST = 10 << 20;

    private final Fetcher fetcher;
    private final HouseStyle style;

    public Peek(Fetcher fetcher, HouseStyle style) {
        this.fetcher = fetcher;
        this.style = style;
    }

    /** What was found at a file or an address. */
    public sealed interface Found {
        /** A news brief. */
        record Brief(Reading.Parsed reading) implements Found {}

        /** A feed, and its entries as the briefings that they would be. */
        record Feed(ParsedFeed feed, List<Briefing> briefings) implements Found {
            public Feed {
                briefings = List.copyOf(briefings);
            }
        }

        /**
         * Nothing that would be collected.
         *
         * @param line from 1; 0 when it is the whole
         */
        record Nothing(String reason, int line) implements Found {}
    }

    /** Looks at a file: what begins with markup is a feed, anything else a news brief. */
    public Found file(Path file) {
        byte[] bytes;
        try (var in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            return new Found.Nothing(FolderListing.reason(e), 0);
        }
        if (beginsWithMarkup(bytes)) {
            return feed(bytes, "", file.toUri());
        }
        return switch (text(bytes)) {
            case Reading.Parsed parsed -> new Found.Brief(parsed);
            case Reading.Rejected rejected -> new Found.Nothing(rejected.reason(), rejected.line());
        };
    }

    /** Reads a news brief's bytes in the installation's house style. */
    public Reading text(byte[] bytes) {
        return NewsBrief.read(bytes, style);
    }

    /** Writes a briefing as the text that a desk would write. */
    public String format(Reading.Parsed parsed) {
        return NewsBrief.format(parsed.briefing(), parsed.matter(), style);
    }

    /** Looks at a feed's address. */
    public Found address(URI address) {
        try {
            var answer = fetcher.fetchNamed(FetchRequest.of(address));
            return answer.status() == 200
                    ? feed(answer.body(), answer.header("content-type"), answer.address())
                    : new Found.Nothing("HTTP status " + answer.status(), 0);
        } catch (FetchException e) {
            return new Found.Nothing(String.valueOf(e.getMessage()), 0);
        }
    }

    private static Found feed(byte[] bytes, String contentType, URI address) {
        try {
            var feed = FeedReader.read(bytes, contentType, address);
            var briefings =
                    feed.entries().stream()
                            .filter(EntryBriefing::isSomething)
                            .map(entry -> EntryBriefing.of(feed, entry, List.of()))
                            .toList();
            return new Found.Feed(feed, briefings);
        } catch (UnreadableFeedException e) {
            return new Found.Nothing(String.valueOf(e.getMessage()), 0);
        }
    }

    private static boolean beginsWithMarkup(byte[] bytes) {
        return FeedText.decode(bytes, "").stripLeading().startsWith("<");
    }
}
