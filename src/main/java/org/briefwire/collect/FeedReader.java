package org.briefwire.collect;

import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.io.FeedException;
import com.rometools.rome.io.SyndFeedInput;
import java.io.IOException;
import java.net.URI;
import org.jdom2.Document;
import org.jdom2.JDOMException;

/** Reads RSS, Atom and RDF. */
public final class FeedReader {
    private FeedReader() {}

    /**
     * Reads a feed's bytes; the same bytes give the same answer.
     *
     * @param contentType HTTP's header; empty when there is none
     * @param address where it was found: relative links count from there
     * @throws UnreadableFeedException when the bytes are no feed, with the reason
     */
    public static ParsedFeed read(byte[] bytes, String contentType, URI address) {
        var text = FeedText.of(bytes, contentType);
        if (text.isBlank()) {
            throw new UnreadableFeedException(
                    bytes.length == 0 ? "an empty answer" : "neither RSS nor Atom: no markup");
        }
        try {
            var document = FeedXml.parse(text);
            return new FeedMapper(document, rome(document), address).feed();
        } catch (JDOMException | IOException | FeedException | RuntimeException e) {
            throw new UnreadableFeedException(reason(e), e);
        }
    }

    private static SyndFeed rome(Document document) throws FeedException {
        return new SyndFeedInput().build(document);
    }

    private static String reason(Exception e) {
        var message = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        if (e instanceof JDOMException) {
            return "not well-formed XML: " + message.lines().findFirst().orElse("");
        }
        return "neither RSS nor Atom: " + message.lines().findFirst().orElse("");
    }
}
