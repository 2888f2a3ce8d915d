package org.briefwire.link;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.briefwire.model.ListId;
import org.briefwire.model.PublishedBriefing;
import org.briefwire.model.TopicId;

/** Where each page is: paths under the publication's address, percent-encoded. */
public final class Paths {
    private Paths() {}

    public static String briefing(PublishedBriefing briefing) {
        return briefing(briefing.slug());
    }

    public static String briefing(String slug) {
        return "/briefings/" + segment(slug);
    }

    public static String list(ListId list) {
        return "/lists/" + segment(list.value());
    }

    public static String topic(TopicId topic) {
        return "/topics/" + segment(topic.value());
    }

    /** The editions of a list: what their feeds stand under. */
    public static String editions(ListId list) {
        return "/editions/" + segment(list.value());
    }

    public static String edition(ListId list, long number) {
        return editions(list) + "/" + number;
    }

    /** One segment of a path, with whatever it holds. */
    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
