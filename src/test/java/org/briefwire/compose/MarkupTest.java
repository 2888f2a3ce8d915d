package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;

import org.briefwire.media.MarkupPictures;
import org.briefwire.model.PublishedBriefing;
import org.junit.jupiter.api.Test;

class MarkupTest {
    private static final PublishedBriefing BARE =
            Samples.published(1, Samples.small("H", "L", "P"));

    @Test
    void htmlBecomesTextThatAPersonWouldType() {
        var html =
                """
                <h2>Title</h2><p>One <b>bold</b>
                line &amp; a <a href="https://example.org/x">link</a>.</p>
                <ul><li>first</li><li>second<ol><li>inner</li></ol></li></ul>
                <blockquote><p>Quoted.</p><p>Twice.</p></blockquote>
                <p>a<br>b <img src="https://example.org/i.png" alt="a cat"></p>
                <table><tr><th>k</th><td>v</td></tr></table>
                <pre>x  y
                z</pre>\
                """;

        assertThat(Markup.text(html))
                .isEqualTo(
                        """
                        Title

                        One bold line & a link <https://example.org/x>.

                        • first
                        • second
                          1. inner

                        > Quoted.

                        > Twice.

                        a
                        b a cat

                        k | v

                        x  y
                        z\
                        """);
    }

    @Test
    void headingsStandBelowOurs() {
        assertThat(html("<h1 id=\"a\">x</h1><h5>y</h5>")).isEqualTo("<h4>x</h4><h4>y</h4>");
    }

    @Test
    void noPictureIsLoadedFromSomebodyElsesServer() {
        var html =
                """
                <p><img src="https://e.org/i.png" alt="a &lt;cat>"> \
                <a href="https://e.org/"><img src="https://e.org/j.png" alt="a dog"></a> \
                <img src="https://e.org/k.png"></p>\
                """;

        assertThat(html(html))
                .isEqualTo(
                        """
                        <p><a href="https://e.org/i.png">a &lt;cat&gt;</a> \
                        <a href="https://e.org/">a dog</a> </p>\
                        """)
                .isEqualTo(MarkupPictures.ours(html, BARE, path -> path));
    }

    private static String html(String markup) {
        return Markup.html(markup, page -> MarkupPictures.replace(page, BARE, path -> path, 552));
    }
}
