package org.briefwire.media;

import java.util.function.UnaryOperator;
import org.briefwire.model.PublishedBriefing;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.TextNode;

/**
 * The pictures in a feed's markup. Showing one from its own server would tell that server who reads
 * what and when, so each is the one that we keep; one that we don't is a link with its own words.
 */
public final class MarkupPictures {
    private MarkupPictures() {}

    /**
     * The markup with our pictures.
     *
     * @param address of a path of ours
     */
    public static String ours(
            String markup, PublishedBriefing briefing, UnaryOperator<String> address) {
        if (!markup.contains("<img")) {
            return markup;
        }
        var page = Jsoup.parseBodyFragment(markup);
        page.outputSettings().prettyPrint(false);
        replace(page, briefing, address, Integer.MAX_VALUE);
        return page.body().html();
    }

    /**
     * The same within a page.
     *
     * @param widest a wider picture is shown at this width
     */
    public static void replace(
            Document page, PublishedBriefing briefing, UnaryOperator<String> address, int widest) {
        for (var image : page.select("img")) {
            var words = image.attr("alt").strip();
            var kept = briefing.medium(image.attr("src"));
            if (words.isEmpty()) {
                image.remove();
            } else if (kept.isPresent()) {
                var medium = kept.get();
                var width = Math.min(widest, medium.width());
                image.attr("src", address.apply(medium.path())).attr("alt", words);
                image.attr("width", Integer.toString(width));
                image.attr("height", Integer.toString(medium.heightAt(width)));
            } else if (image.closest("a") != null || !image.hasAttr("src")) {
                image.replaceWith(new TextNode(words));
            } else {
                image.replaceWith(new Element("a").attr("href", image.attr("src")).text(words));
            }
        }
    }
}
