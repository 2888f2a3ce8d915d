package org.briefwire.collect;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.briefwire.model.Picture;
import org.jdom2.Element;

/**
 * The picture that an entry carries beside its text, by Media RSS 1.5.1 (content, or else a
 * thumbnail, alone or in a group), an RSS enclosure or an Atom link of that kind: the widest of the
 * first of these that has one. What its text shows anyway is not shown twice.
 */
final class EntryPicture {
    /** Feeds write it with and without the slash at its end. */
    private static final String MEDIA = "http://search.yahoo.com/mrss";

    private static final List<String> SUFFIXES = List.of(".jpg", ".jpeg", ".png", ".gif", ".webp");

    private final Element entry;
    private final String base;

    /**
     * The picture of an entry.
     *
     * @param base what relative addresses count from
     */
    EntryPicture(Element entry, String base) {
        this.entry = entry;
        this.base = base;
    }

    /**
     * The picture, if there is one.
     *
     * @param text the entry's sanitised HTML
     * @param title what is said of a picture that its feed says nothing of
     */
    Optional<Picture> beside(String text, String title) {
        return Stream.of(media("content"), media("thumbnail"), enclosures())
                .flatMap(
                        candidates -> candidates.max(Comparator.comparingInt(this::width)).stream())
                .findFirst()
                .filter(found -> !Sanitizer.shows(text, address(found)))
                .flatMap(found -> picture(found, title));
    }

    private Optional<Picture> picture(Element found, String title) {
        var said =
                Stream.of("description", "title")
                        .map(name -> said(found, name))
                        .filter(words -> !words.isEmpty())
                        .findFirst()
                        .orElse(title);
        return said.isBlank()
                ? Optional.empty()
                : Optional.of(new Picture(address(found), said, said(found, "credit")));
    }

    private Stream<Element> media(String name) {
        var all = Stream.concat(Stream.of(entry), media(entry, "group")).toList();
        var contents = all.stream().flatMap(place -> media(place, "content"));
        // a thumbnail may also belong to a content that is a film
        var places =
                name.equals("thumbnail") ? Stream.concat(all.stream(), contents) : all.stream();
        return places.flatMap(place -> media(place, name))
                .filter(one -> name.equals("thumbnail") || isPicture(one))
                .filter(this::isToBeSeen);
    }

    private static Stream<Element> media(Element place, String name) {
        return place.getChildren().stream()
                .filter(child -> child.getName().equals(name))
                .filter(child -> child.getNamespaceURI().startsWith(MEDIA));
    }

    private Stream<Element> enclosures() {
        return entry.getChildren().stream()
                .filter(child ->
                        child.getName().equals("enclosure")
                                || (child.getName().equals("link")
                                        && "enclosure".equals(child.getAttributeValue("rel"))))
                .filter(EntryPicture::isPicture)
                .filter(this::isToBeSeen);
    }

    /** By its medium, else its type, else its name. */
    private static boolean isPicture(Element element) {
        var medium = value(element, "medium");
        var type = value(element, "type");
        if (!medium.isEmpty() || !type.isEmpty()) {
            return medium.equals("image") || (medium.isEmpty() && type.startsWith("image/"));
        }
        var path = (value(element, "url") + value(element, "href")).split("[?#]", 2)[0];
        return SUFFIXES.stream().anyMatch(path::endsWith);
    }

    // one of a pixel is there to count readers
    private boolean isToBeSeen(Element element) {
        return !address(element).isEmpty()
                && !List.of(value(element, "width"), value(element, "height")).stream()
                        .anyMatch(size -> size.matches("[01](px)?"));
    }

    private int width(Element element) {
        var width = value(element, "width");
        return width.matches("[0-9]{1,6}") ? Integer.parseInt(width) : 0;
    }

    private String address(Element element) {
        var url = element.getAttributeValue("url");
        var address = url == null ? element.getAttributeValue("href") : url;
        return address == null ? "" : FeedMapper.absolute(base, address);
    }

    /** In the element, in the group around it, or in the entry. */
    private String said(Element found, String name) {
        for (var place = found; place != null; place = place.getParentElement()) {
            var words =
                    media(place, name)
                            .map(child -> Sanitizer.text(child.getText()))
                            .filter(text -> !text.isEmpty())
                            .findFirst();
            if (words.isPresent()) {
                return words.get();
            }
            if (place.equals(entry)) {
                return "";
            }
        }
        return "";
    }

    private static String value(Element element, String attribute) {
        var value = element.getAttributeValue(attribute);
        return value == null ? "" : value.strip().toLowerCase(Locale.ROOT);
    }
}
