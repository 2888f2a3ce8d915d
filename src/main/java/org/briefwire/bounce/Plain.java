package org.briefwire.bounce;

import org.jsoup.Jsoup;

/** HTML as plain text. */
final class Plain {
    private Plain() {}

    static String ofHtml(String html) {
        var page = Jsoup.parse(html);
        page.outputSettings().prettyPrint(false);
        page.select("script,style,head").remove();
        page.select("br").before("\n");
        page.select("p,div,tr,li,h1,h2,h3,pre,td").prepend("\n");
        return page.wholeText().replaceAll("[ \\t\\u00a0]+", " ").replaceAll("\\n\\s*\\n+", "\n\n");
    }
}
