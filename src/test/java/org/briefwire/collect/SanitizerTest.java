package org.briefwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SanitizerTest {
    private static final String BASE = "https://e.org/a/";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<p>Text <b>bold</b></p> | <p>Text <b>bold</b></p>",
                "<a href=\"b\">x</a> | <a href=\"https://e.org/a/b\" rel=\"nofollow\">x</a>",
                "<a href=\"javascript:alert(1)\">x</a> | x",
                "<p onclick=\"x()\" style=\"color:red\" class=\"c\">x</p> | <p>x</p>",
                "<script>alert(1)</script><p>x</p> | <p>x</p>",
                "<form action=\"/\"><input>x</form><p>y</p> | <p>y</p>",
                "<iframe src=\"https://e.org\"></iframe>x | x",
                "<img src=\"p.png\">x | x",
                "<img src=\"p.png\" alt=\"A boat\"> | <img src=\"https://e.org/a/p.png\" alt=\"A boat\" />",
                "<img src=\"p.png\" alt=\"dot\" width=\"1\" height=\"1\">x | x",
                "<img src=\"data:image/png;base64,AAAA\" alt=\"x\">y | <img alt=\"x\" />y",
                "<p lang=\"ar\" dir=\"rtl\">x</p> | <p lang=\"ar\" dir=\"rtl\">x</p>",
            })
    void keepsWhatIsAllowedAndNothingElse(String html, String safe) {
        assertThat(Sanitizer.sanitize(html, BASE)).isEqualTo(safe);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg/onload=alert(1)>",
                "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1 onerror=alert(1)&gt;\">",
                "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
                "<a href=\"java\nscript:alert(1)\">x</a>",
                "<a href=\" &#14; javascript:alert(1)\">x</a>",
                "<img src=x onerror=alert(1) alt=x>",
                "<object data=\"javascript:alert(1)\"></object>",
                "<base href=\"javascript:alert(1)//\">",
                "<style>@import 'javascript:alert(1)'</style>",
                "<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
                "<template><script>alert(1)</script></template>",
                "<b><script>alert(1)</script>",
                "<!--><img src=x onerror=alert(1) alt=x>-->",
            })
    void nothingActiveComesOut(String html) {
        assertThat(Sanitizer.sanitize(html, BASE))
                .doesNotContainPattern("(?i)<script|<svg|<style|<iframe|<object|<base|<meta")
                .doesNotContainPattern("(?i)<[^>]*(javascript:|onerror|onload)");
    }

    @Test
    void textIsWithoutMarkup() {
        assertThat(Sanitizer.text("R&amp;D <b>now</b><script>x</script>\n here"))
                .isEqualTo("R&D now here");
        assertThat(Sanitizer.text("a \u0007 b\u00A0c")).isEqualTo("a b c");
    }
}
