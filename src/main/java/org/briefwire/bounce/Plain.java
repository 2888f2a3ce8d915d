package org.briefwire.bounce;

import org.jsoup.Jsoup;
import org.jsoup.nodes.TextNode;

/** HTML as plain text: its first 128 KiB, for an element costs far more than its letters. */
final class Plain {
    private static final int LONGEST = 128 * 1024;

    private Plain() {}

    static String ofHtml(String html) {
        var page = Jsoup.parse(html.length() > LONGEST ? html.substring(0, LONGEST) : html);
        page.outputSettings().prettyPrint(false);
        page.select("script,style,head").remove();
        page.select("br").forEach(line -> line.before(new TextNode("\n")));
        page.select("p,div,tr,li,h1,h2,h3,pre,td").forEach(block -> block.prependText("\n"));
        return page.wholeText().replaceAll("[ \\t\\u00a0]+", " ").replaceAll("\\n\\s*\\n+", "\n\n");
    }
}
