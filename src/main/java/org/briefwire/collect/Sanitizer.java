package org.briefwire.collect;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Tag;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/**
 * Foreign HTML made safe by an allow-list: text, links, lists, quotes, tables, and pictures that
 * say what they show. Links become absolute; what can't is only text. The policy comes last, so
 * nothing that it did not write gets through.
 */
final class Sanitizer {
    private static final PolicyFactory POLICY =
            new HtmlPolicyBuilder()
                    .allowElements(
                            "p",
                            "br",
                            "hr",
                            "h1",
                            "h2",
                            "h3",
                            "h4",
                            "h5",
                            "h6",
                            "ul",
                            "ol",
                            "li",
                            "dl",
                            "dt",
                            "dd",
                            "blockquote",
                            "q",
                            "cite",
                            "pre",
                            "code",
                            "kbd",
                            "samp",
                            "b",
                            "strong",
                            "i",
                            "em",
                            "u",
                            "s",
                            "del",
                            "ins",
                            "mark",
                            "small",
                            "sub",
                            "sup",
                            "abbr",
                            "time",
                            "a",
                            "img",
                            "figure",
                            "figcaption",
                            "table",
                            "caption",
                            "thead",
                            "tbody",
                            "tfoot",
                            "tr",
                            "th",
                            "td",
                            "div",
                            "section",
                            "article",
                            "span",
                            "bdi",
                            "bdo")
                    .allowAttributes("lang", "dir")
                    .globally()
                    .allowAttributes("href", "title")
                    .onElements("a")
                    .allowAttributes("src", "alt", "title", "width", "height")
                    .onElements("img")
                    .allowAttributes("cite")
                    .onElements("blockquote", "q", "del", "ins")
                    .allowAttributes("title")
                    .onElements("abbr")
                    .allowAttributes("datetime")
                    .onElements("time")
                    .allowAttributes("colspan", "rowspan")
                    .onElements("td", "th")
                    .allowAttributes("start")
                    .onElements("ol")
                    .allowUrlProtocols("http", "https", "mailto")
                    .requireRelNofollowOnLinks()
                    .toFactory();

    private Sanitizer() {}

    /**
     * Safe HTML of a foreign fragment.
     *
     * @param base what relative links count from; empty: they are dropped
     */
    static String sanitize(String html, String base) {
        if (html.isBlank()) {
            return "";
        }
        var document = Jsoup.parseBodyFragment(html, base);
        document.outputSettings().prettyPrint(false);
        var body = document.body();
        body.select("script, style, noscript, template, iframe, object, form, head").remove();
        for (var link : body.select("[href]")) {
            makeAbsolute(link, "href");
        }
        for (var image : body.select("img")) {
            makeAbsolute(image, "src");
            if (image.attr("alt").isBlank() || !image.hasAttr("src") || isTracker(image)) {
                image.remove();
            }
        }
        return POLICY.sanitize(withoutWrapper(body).html()).strip();
    }

    /** Atom's xhtml stands in a div that is not part of it (RFC 4287 section 3.1.1.3). */
    private static Element withoutWrapper(Element body) {
        var only = body.firstElementChild();
        return only != null && body.childNodeSize() == 1 && only.normalName().equals("div")
                ? only
                : body;
    }

    /** Whether sanitised HTML shows the picture at an address. */
    static boolean shows(String html, String picture) {
        return html.contains("<img")
                && Jsoup.parseBodyFragment(html).select("img").stream()
                        .anyMatch(image -> image.attr("src").equals(picture));
    }

    /** The text of a foreign fragment, on one line. */
    static String text(String html) {
        if (html.indexOf('<') < 0 && html.indexOf('&') < 0) {
            return oneLine(html);
        }
        var body = Jsoup.parseBodyFragment(html).body();
        body.select("script, style, noscript, template").remove();
        return oneLine(body.text());
    }

    /** Text without control characters, its white space single spaces. */
    static String oneLine(String text) {
        return text.replaceAll("[\\s\\p{Cc}\\u00A0\\u2028\\u2029]+", " ").strip();
    }

    /** A link's absolute address; empty when there is none. */
    static String absolute(String base, String link) {
        return new Element(Tag.valueOf("a"), base).attr("href", link).absUrl("href");
    }

    private static void makeAbsolute(Element element, String attribute) {
        var address = element.absUrl(attribute);
        if (address.isEmpty()) {
            element.removeAttr(attribute);
            return;
        }
        element.attr(attribute, address);
    }

    private static boolean isTracker(Element image) {
        return image.attr("width").strip().matches("[01](px)?")
                || image.attr("height").strip().matches("[01](px)?");
    }
}
