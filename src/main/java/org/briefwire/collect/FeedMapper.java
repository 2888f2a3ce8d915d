package org.briefwire.collect;

import com.rometools.rome.feed.synd.SyndCategory;
import com.rometools.rome.feed.synd.SyndContent;
import com.rometools.rome.feed.synd.SyndEntry;
import com.rometools.rome.feed.synd.SyndFeed;
import com.rometools.rome.feed.synd.SyndPerson;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdom2.Document;
import org.jdom2.Element;
import org.jdom2.Namespace;
import org.jspecify.annotations.Nullable;

/**
 * Rome's feed in our words. What Rome gets wrong is taken from the tree: dates (it misreads
 * fractions and rolls days over) and the base of relative links.
 */
final class FeedMapper {
    private static final Set<String> PUBLISHED =
            Set.of("pubDate", "published", "issued", "date", "created");
    private static final Set<String> UPDATED = Set.of("updated", "modified");

    private final Document document;
    private final SyndFeed feed;
    private final String site;

    FeedMapper(Document document, SyndFeed feed, URI address) {
        this.document = document;
        this.feed = feed;
        var root = base(document.getRootElement(), address.toString());
        var link = absolute(root, text(feed.getLink()));
        this.site = link.isEmpty() ? root : link;
    }

    ParsedFeed feed() {
        var entries = new ArrayList<FeedEntry>();
        var elements = elements();
        var known = elements.size() == feed.getEntries().size();
        for (var i = 0; i < feed.getEntries().size(); i++) {
            var element = known ? elements.get(i) : document.getRootElement();
            entries.add(entry(feed.getEntries().get(i), element));
        }
        var link = text(feed.getLink()).isEmpty() ? "" : site;
        return new ParsedFeed(
                text(feed.getFeedType()), title(feed.getTitleEx()), link, language(), entries);
    }

    private FeedEntry entry(SyndEntry entry, Element element) {
        var base = base(element, site);
        var link = absolute(base, text(entry.getLink()));
        var id = text(entry.getUri());
        var description = markup(entry.getDescription());
        var content = content(entry);
        var whole = Sanitizer.sanitize(content.isEmpty() ? description : content, base);
        var title = title(entry.getTitleEx());
        return new FeedEntry(
                id.isEmpty() ? link : id,
                title,
                link,
                content.isEmpty() ? "" : Sanitizer.text(description),
                whole,
                date(element, PUBLISHED),
                date(element, UPDATED),
                authors(entry),
                categories(entry),
                new EntryPicture(element, base).beside(whole, title));
    }

    private static String content(SyndEntry entry) {
        for (var content : entry.getContents()) {
            var markup = markup(content);
            if (!markup.isBlank()) {
                return markup;
            }
        }
        return "";
    }

    /** A text construct as HTML. */
    private static String markup(@Nullable SyndContent content) {
        if (content == null || content.getValue() == null) {
            return "";
        }
        var value = content.getValue();
        return isPlain(content)
                ? value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
                : value;
    }

    private static String title(@Nullable SyndContent content) {
        if (content == null || content.getValue() == null) {
            return "";
        }
        return isPlain(content)
                ? Sanitizer.oneLine(content.getValue())
                : Sanitizer.text(content.getValue());
    }

    /** Atom's type="text": RSS has no such promise, its texts are HTML. */
    private static boolean isPlain(SyndContent content) {
        return "text".equals(content.getType());
    }

    private static List<String> authors(SyndEntry entry) {
        var names =
                Stream.concat(
                        entry.getAuthors().stream().map(SyndPerson::getName),
                        Stream.of(text(entry.getAuthor())));
        return names.filter(Objects::nonNull)
                .map(FeedMapper::personName)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    /** RSS writes 'ada@example.org (Ada Lovelace)'; the name is what is wanted. */
    private static String personName(String author) {
        var line = Sanitizer.text(author);
        var open = line.indexOf('(');
        if (open > 0 && line.endsWith(")") && line.lastIndexOf('@', open) > 0) {
            return line.substring(open + 1, line.length() - 1).strip();
        }
        return line;
    }

    private static List<String> categories(SyndEntry entry) {
        return entry.getCategories().stream()
                .map(SyndCategory::getName)
                .filter(Objects::nonNull)
                .map(Sanitizer::text)
                .filter(name -> !name.isEmpty())
                .distinct()
                .toList();
    }

    private String language() {
        var root = document.getRootElement();
        var said = text(feed.getLanguage());
        if (said.isEmpty()) {
            said = text(root.getAttributeValue("lang", Namespace.XML_NAMESPACE));
        }
        var tag = Locale.forLanguageTag(said.replace('_', '-')).toLanguageTag();
        return tag.equals("und") ? "" : tag;
    }

    /** Items or entries in the order in which Rome lists them. */
    private List<Element> elements() {
        var root = document.getRootElement();
        var found = new ArrayList<Element>();
        for (var child : root.getChildren()) {
            switch (child.getName()) {
                case "item", "entry" -> found.add(child);
                case "channel" ->
                        child.getChildren().stream()
                                .filter(item -> item.getName().equals("item"))
                                .forEach(found::add);
                default -> {}
            }
        }
        return found;
    }

    private static Optional<Instant> date(Element element, Set<String> names) {
        return element.getChildren().stream()
                .filter(child -> names.contains(child.getName()))
                .map(child -> FeedDates.parse(child.getTextNormalize()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** What relative links count from: each xml:base on the way down, resolved one by one. */
    private static String base(Element element, String outer) {
        var parent = element.getParentElement();
        var above = parent == null ? outer : base(parent, outer);
        var own = element.getAttributeValue("base", Namespace.XML_NAMESPACE);
        if (own == null) {
            return above;
        }
        var resolved = absolute(above, own.strip());
        return resolved.isEmpty() ? above : resolved;
    }

    /** An absolute http(s) address, or nothing. */
    static String absolute(String base, String link) {
        if (link.isEmpty()) {
            return "";
        }
        var address = Sanitizer.absolute(base, link.strip());
        return address.startsWith("http://") || address.startsWith("https://") ? address : "";
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
