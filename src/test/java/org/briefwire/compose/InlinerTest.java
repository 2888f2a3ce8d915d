package org.briefwire.compose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.briefwire.model.BriefwireException;
import org.junit.jupiter.api.Test;

class InlinerTest {
    private static String inline(String css, String body) {
        return Inliner.inline(body, StyleSheet.parse(css));
    }

    @Test
    void theMoreSpecificRuleWinsThenTheLater() {
        assertThat(
                        inline(
                                "p.a { color: red } p { color: green; margin: 0 } p { margin: 1px }",
                                "<p class=\"a\">x</p><p>y</p>"))
                .isEqualTo(
                        "<p style=\"margin:1px;color:red\">x</p><p style=\"color:green;margin:1px\">y</p>");
    }

    @Test
    void anImportantDeclarationWinsAndTheElementsOwnStyleStandsLast() {
        assertThat(
                        inline(
                                "p { color: green !important } .a { color: red }",
                                "<p class=\"a\" style=\"margin:0\">x</p>"))
                .isEqualTo("<p style=\"color:green;margin:0\">x</p>");
    }

    @Test
    void aShorthandThatComesFirstLeavesTheLonghand() {
        assertThat(inline("p { margin: 0 } .a { margin-left: 4px }", "<p class=\"a\">x</p>"))
                .isEqualTo("<p style=\"margin:0;margin-left:4px\">x</p>");
    }

    @Test
    void descendantsAttributesAndSelectorListsAreMatched() {
        assertThat(
                        inline(
                                ".m p, h4 { margin: 0 } [dir=rtl] p { text-align: right }",
                                "<div class=\"m\" dir=\"rtl\"><p>x</p></div><h4>y</h4>"))
                .isEqualTo(
                        "<div dir=\"rtl\"><p style=\"margin:0;text-align:right\">x</p></div>"
                                + "<h4 style=\"margin:0\">y</h4>");
    }

    @Test
    void whatCannotBeInlinedStaysInOneStyleElementWithItsClasses() {
        var page =
                Inliner.inline(
                        """
                        <html><head><style>.a { color: red } a:hover { color: blue }
                        @media (max-width: 9px) { .b { color: green !important } }</style></head>
                        <body><p class="a b">x</p></body></html>\
                        """);

        assertThat(page.html())
                .contains("<p class=\"b\" style=\"color:red\">x</p>")
                .contains(
                        "<style>a:hover{color:blue}\n@media (max-width:9px){.b{color:green !important}}")
                .doesNotContain(".a");
        assertThat(page.sheet().keptClasses()).containsExactly("b");
    }

    @Test
    void whatIsNoCssIsAnError() {
        assertThatThrownBy(() -> StyleSheet.parse("p { color: red } } }{ ;; @"))
                .isInstanceOf(BriefwireException.class);
    }

    @Test
    void conditionalCommentsAndTextStayAsTheyAre() {
        assertThat(inline("p{margin:0}", "<!--[if mso]><table><![endif]--><p>a &amp; b  “c”</p>"))
                .isEqualTo(
                        "<!--[if mso]><table><![endif]--><p style=\"margin:0\">a &amp; b  “c”</p>");
    }
}
