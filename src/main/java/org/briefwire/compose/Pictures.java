package org.briefwire.compose;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * A foreign server's pictures in a feed's markup. Showing one tells that server who reads what and
 * when, so until we keep pictures ourselves each is a link with the picture's own words.
 */
public final class Pictures {
    private Pictures() {}

    /** The markup with a link where each picture was; with its words alone inside another link. */
    public static String asLinks(String markup) {
        if (!markup.contains("<img")) {
            return markup;
        }
        var page = Jsoup.parseBodyFragment(markup);
        page.outputSettings().prettyPrint(false);
        replace(page);
        return page.body().html();
    }

    static void replace(Document page) {
        for (var image : page.select("img")) {
            var words = image.attr("alt").strip();
            if (words.isEmpty()) {
                image.remove();
            } else if (image.closest("a") != null || !image.hasAttr("src")) {
                image.replaceWith(new TextNode(words));
            } else {
                image.replaceWith(new Element("a").attr("href", image.attr("src")).text(words));
            }
        }
    }
}
