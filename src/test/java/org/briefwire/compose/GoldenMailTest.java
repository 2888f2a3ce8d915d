package org.briefwire.compose;

import java.util.List;
import org.briefwire.testing.Golden;
import org.junit.jupiter.api.Test;

class GoldenMailTest {
    private static final ComposedContent CONTENT =
            Samples.composer()
                    .compose(
                            Samples.digest(
                                    List.of(
                                            Samples.small("One & “only”", "The lead.", "A point."),
                                            Samples.markup(
                                                    "From a feed", "<p>An <em>entry</em>.</p>"))));

    @Test
    void theHtmlPartOfASmallDigest() {
        Golden.assertSame("mail/small.html", Mails.read(CONTENT, Samples.ADA).html());
    }

    @Test
    void theTextPartOfASmallDigest() {
        Golden.assertSame("mail/small.txt", Mails.read(CONTENT, Samples.ADA).text());
    }
}
