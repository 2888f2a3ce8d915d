package org.briefwire.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemplatesTest {
    @TempDir Path folder;

    private record Point(String text) {}

    private record Page(
            String title, Optional<String> note, List<Point> points, boolean shown, Point point) {}

    private static final Page PAGE =
            new Page(
                    "A & <B> \"c\" 'd'",
                    Optional.of("n"),
                    List.of(new Point("1"), new Point("2")),
                    true,
                    new Point("p"));

    private String render(String name, String text, Object record) throws IOException {
        var file = folder.resolve(name + ".mustache");
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        return Templates.at(folder).render(name, record);
    }

    @Test
    void theSecondLastExtensionChoosesTheEscaping() throws IOException {
        assertThat(render("t/a.html", "{{title}}", PAGE))
                .isEqualTo("A &amp; &lt;B&gt; &quot;c&quot; &#39;d&#39;");
        assertThat(render("t/a.xml", "{{title}}", PAGE))
                .isEqualTo("A &amp; &lt;B&gt; &quot;c&quot; &#39;d&#39;");
        assertThat(render("t/a.txt", "{{title}}", PAGE)).isEqualTo(PAGE.title());
        assertThat(render("t/a.json", "{{title}}", PAGE)).isEqualTo(PAGE.title());
        assertThat(render("t/b.html", "{{{title}}}{{& title}}", PAGE))
                .isEqualTo(PAGE.title() + PAGE.title());
    }

    @Test
    void whatXmlForbidsIsDropped() throws IOException {
        var hostile = "a\u0000\u0001\u000B\uFFFE\uFFFF\uD800b\uDC00\uD83D\uDE00\t\n\r<";

        assertThat(render("t/a.xml", "{{text}}", new Point(hostile)))
                .isEqualTo("ab\uD83D\uDE00\t\n&#13;&lt;");
    }

    @Test
    void aKindThatIsUnknownIsAnError() {
        assertThatThrownBy(() -> render("t/a.css", "", PAGE))
                .hasMessage(
                        "template t/a.css: 'css' is no kind of template; html, xml, txt and json are");
    }

    @Test
    void sectionsFollowListsOptionalsAndBooleans() throws IOException {
        var text =
                "{{#points}}\n({{text}} {{title}})\n{{/points}}\n{{#note}}{{.}}{{/note}}{{^note}}none{{/note}}"
                        + "{{#shown}}yes{{/shown}}{{point.text}}";

        assertThat(render("t/a.txt", text, PAGE))
                .isEqualTo("(1 %s)\n(2 %s)\nnyesp".formatted(PAGE.title(), PAGE.title()));
        assertThat(
                        render(
                                "t/a.txt",
                                text,
                                new Page("", Optional.empty(), List.of(), false, new Point("p"))))
                .isEqualTo("nonep");
        assertThat(
                        render(
                                "t/b.txt",
                                "{{#title}}t{{/title}}{{^title}}none{{/title}}",
                                new Page("", Optional.empty(), List.of(), false, new Point("p"))))
                .isEqualTo("none");
    }

    @Test
    void aPartialIsTheFileBesideOfTheSameKind() throws IOException {
        render("t/part.html", "<i>{{title}}</i>", PAGE);
        render("t/part.txt", "text", PAGE);

        assertThat(
                        render(
                                "t/whole.html",
                                "{{> part}}!",
                                new Page("x", Optional.empty(), List.of(), true, new Point("p"))))
                .isEqualTo("<i>x</i>!");
    }

    @Test
    void whatIsNoComponentIsAnErrorWithItsLine() {
        assertThatThrownBy(() -> render("t/a.html", "a\n{{title.length}}", PAGE))
                .isInstanceOf(TemplateException.class)
                .hasMessage(
                        folder.resolve("t/a.html.mustache")
                                + ", line 2: there is no {{title.length}} here; 'check' says what there is");
        assertThatThrownBy(() -> render("t/b.html", "{{#points}}\n\n{{getClass}}{{/points}}", PAGE))
                .hasMessage(
                        folder.resolve("t/b.html.mustache")
                                + ", line 3: there is no {{getClass}} here; 'check' says what there is");
    }

    @Test
    void aMalformedTemplateIsAnErrorWithFileAndLine() {
        assertThatThrownBy(() -> render("t/a.html", "a\n{{#points}}\n", PAGE))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining(folder.resolve("t/a.html.mustache").toString())
                .hasMessageContaining("t/a.html:2");
    }

    @Test
    void aMissingTemplateIsAnError() {
        assertThatThrownBy(() -> Templates.builtIn().render("no/such.html", PAGE))
                .hasMessage(
                        "there is no template no/such.html.mustache, neither the operator's nor a built-in one");
        assertThatThrownBy(() -> render("t/a.html", "{{> missing}}", PAGE))
                .isInstanceOf(TemplateException.class)
                .hasMessageContaining("t/missing.html.mustache");
    }

    @Test
    void noNameLeadsOutOfTheFolder() throws IOException {
        Files.writeString(folder.resolve("secret.txt.mustache"), "secret");
        var inner = Files.createDirectory(folder.resolve("inner"));

        assertThatThrownBy(() -> Templates.at(inner).render("../secret.txt", PAGE))
                .isInstanceOf(TemplateException.class);
    }

    @Test
    void everyUnknownTagIsFoundWithoutRendering() throws IOException {
        var file = Files.createDirectories(folder.resolve("t")).resolve("a.html.mustache");
        Files.writeString(folder.resolve("t/part.html.mustache"), "{{text}}\n{{wrong}}");
        Files.writeString(
                file,
                """
                {{title}} {{point.text}} {{point.nothing}}
                {{! a comment }}{{#points}}{{text}}{{title}}{{> part}}{{/points}}
                {{#note}}{{.}}{{/note}}{{^shown}}{{hidden}}{{/shown}}
                {{text}}
                """);

        assertThat(Templates.at(folder).unknownVariables("t/a.html", Page.class))
                .containsExactly(
                        file
                                + ", line 1: there is no {{point.nothing}} here; there is {{title}}, {{note}}, {{points}}, {{shown}}, {{point}}",
                        folder.resolve("t/part.html.mustache")
                                + ", line 2: there is no {{wrong}} here; there is {{text}}, {{title}}, {{note}}, {{points}}, {{shown}}, {{point}}",
                        file
                                + ", line 3: there is no {{hidden}} here; there is {{title}}, {{note}}, {{points}}, {{shown}}, {{point}}",
                        file
                                + ", line 4: there is no {{text}} here; there is {{title}}, {{note}}, {{points}}, {{shown}}, {{point}}");
    }
}
