package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestDatabases.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckCommandTest {
    /** The tests' own does without, to be quick. */
    private static final String FORGETFUL =
            "WARN     database     fsync, synchronous_commit off: after a power cut mail may go out twice, or be lost (switch on in postgresql.conf)\n";

    @TempDir Path home;

    @ParameterizedTest
    @EnumSource
    void allIsWell(TestDatabases.Kind kind) throws IOException {
        var mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mail.start();
        try {
            var port = mail.getSmtp().getPort();
            var briefwire =
                    withServer(kind, "host: 127.0.0.1, port: %d, tls: none".formatted(port));

            var run = briefwire.run("check");

            assertThat(new CommandLineRun(run.code(), withoutDisk(run.out()), run.err()))
                    .isEqualTo(
                            new CommandLineRun(
                                    0,
                                    """
                                    verdict  what         finding
                                    OK       config       1 sources, 2 lists, home %s
                                    OK       database     can be written, schema NEWEST
                                    %sOK       source desk  %s
                                    OK       templates    built-in
                                    OK       messages     en, de, fr, es, ar, ru, zh, hi
                                    OK       smtp         main: 127.0.0.1:%d answers
                                    UNKNOWN  dns          BRIEFWIRE_DNS is off, so DKIM, SPF, DMARC and MX were not looked at (ask again where DNS is to be had)
                                    """
                                            .formatted(
                                                    home,
                                                    kind == Kind.POSTGRESQL ? FORGETFUL : "",
                                                    home.resolve("incoming"),
                                                    port),
                                    ""));
        } finally {
            mail.stop();
        }
    }

    @Test
    void whatIsWrongIsToldWithWhatToDo() throws IOException {
        var briefwire = withServer(Kind.SQLITE, "host: 127.0.0.1, port: 1, tls: none");
        Files.delete(home.resolve("incoming"));
        var templates = Files.createDirectories(home.resolve("templates/email"));
        Files.writeString(templates.resolve("digest.html.mustache"), "a\n{{#b}}\n");
        Files.writeString(templates.resolve("digset.html.mustache"), "a\n");

        var run = briefwire.run("check");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().filter(line -> !line.startsWith("OK")))
                .satisfiesExactly(
                        line -> assertThat(line).startsWith("verdict"),
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "WARN     source desk  %1$s is no folder (mkdir -p %1$s)"
                                                        .formatted(home.resolve("incoming"))),
                        line ->
                                assertThat(line)
                                        .startsWith("FAIL     templates    ")
                                        .contains("digest.html.mustache")
                                        .endsWith(
                                                "(mend it, or remove it to use the built-in one)"),
                        line ->
                                assertThat(line)
                                        .isEqualTo(
                                                "WARN     templates    email/digset.html.mustache"
                                                        + " replaces no built-in template (did you"
                                                        + " mean email/digest.html.mustache?)"),
                        line ->
                                assertThat(line)
                                        .startsWith("FAIL     smtp         main can't be reached: ")
                                        .endsWith(
                                                "127.0.0.1:1: check host, port, tls, user and"
                                                        + " password"),
                        line -> assertThat(line).startsWith("UNKNOWN  dns          "));
    }

    @Test
    void aLanguageOfItsOwnIsLookedOver() throws IOException {
        var briefwire = withServer(Kind.SQLITE, "host: 127.0.0.1, port: 1, tls: none");
        var own = Files.createDirectories(home.resolve("messages")).resolve("pl.properties");
        Files.writeString(own, "mail.unsubscribe = Wypisz się\n");
        assertThat(messages(briefwire))
                .startsWith("WARN     messages     %s lacks ".formatted(own))
                .endsWith("(the built-in language nearest to it, or English, fills the gap)\n");
        Files.writeString(own, "web.by = {0\n");
        assertThat(messages(briefwire))
                .isEqualTo(
                        "FAIL     messages     %s: web.by: ',' is missing, at character 3 of \"{0\" (mend it, or remove it)\n"
                                .formatted(own));
    }

    private static String messages(TestInstallation briefwire) {
        return briefwire
                .run("check")
                .out()
                .lines()
                .filter(line -> line.contains(" messages "))
                .map(line -> line + "\n")
                .collect(Collectors.joining());
    }

    @Test
    void aNameThatNoTemplateKnowsIsToldWithFileLineAndTheNearestRightOne() throws IOException {
        var briefwire = TestInstallation.in(home, Kind.SQLITE);
        own("email/briefing.txt", "{{headline}}\n{{headlien}}\n");
        own("email/signature.html", "{{list}} {{viewUri}}");
        own("email/digest.html", "{{> signature}}\n{{#contents}}{{headlin}}{{/contents}}\n");
        own("feed/rss.xml", "<rss>\n\n{{titel}}</rss>");
        own("web/style.txt", "body { color: {{colour}} }");
        own("web/front.html", "{{#open}}");

        var faults = briefwire.run("check").out().lines();

        assertThat(faults.filter(line -> line.contains("templates")).map(this::shortened))
                .containsExactly(
                        "FAIL email/briefing.txt.mustache, line 2: there is no {{headlien}} here; did"
                                + " you mean {{headline}}?",
                        "FAIL email/digest.html.mustache, line 2: there is no {{headlin}} here; did you"
                                + " mean {{headline}}?",
                        "FAIL email/signature.html.mustache, line 1: there is no {{viewUri}} here; did"
                                + " you mean {{viewUrl}}?",
                        "FAIL feed/rss.xml.mustache, line 3: there is no {{titel}} here; did you mean"
                                + " {{title}}?",
                        "FAIL web/style.txt.mustache, line 1: there is no {{colour}} here; the built-in"
                                + " template shows what there is",
                        "FAIL template web/front.html.mustache: Failed to close 'open' tag"
                                + " @[web/front.html:1]");
    }

    private void own(String name, String text) throws IOException {
        var file = home.resolve("templates/" + name + ".mustache");
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }

    private String shortened(String line) {
        return line.replaceAll(" +templates +", " ")
                .replace(home.resolve("templates") + "/", "")
                .replaceFirst(" \\(mend it.*", "");
    }

    @Test
    void aBrokenConfigIsARowForEachProblem() throws IOException {
        Files.createDirectories(home.resolve("config"));
        Files.writeString(home.resolve("config/briefwire.yaml"), "publication: {}\nlists: []\n");

        assertThat(CommandLineRun.in(home, "check", "--json"))
                .isEqualTo(
                        new CommandLineRun(
                                1,
                                "["
                                        + row(
                                                "1: publication.sender: is missing; write a value, such as The Daily Brief <briefings@example.org>")
                                        + ",\n "
                                        + row(
                                                "1: publication.title: is missing; write a value, such as The Daily Brief")
                                        + ",\n "
                                        + row(
                                                "1: publication.url: is missing; write a value, such as https://news.example.org")
                                        + ",\n "
                                        + row(
                                                "1: sources: is missing; write a list: each entry begins with '- id: …'")
                                        + ",\n "
                                        + row("2: lists: is empty; at least one list is needed")
                                        + "]\n",
                                ""));
    }

    private String row(String problem) {
        return "{\"verdict\":\"FAIL\",\"what\":\"config\",\"finding\":\"%s:%s\",\"remedy\":\"%s\"}"
                .formatted(
                        home.resolve("config/briefwire.yaml"),
                        problem,
                        "docs/configuration.md tells of every key");
    }

    private TestInstallation withServer(Kind kind, String server) throws IOException {
        var briefwire = TestInstallation.in(home, kind);
        var config = home.resolve("config/briefwire.yaml");
        Files.writeString(
                config,
                Files.readString(config) + "smtp: [ { id: main, %s } ]\n".formatted(server));
        return briefwire;
    }

    private static String withoutDisk(String out) {
        return out.replaceFirst("(?m)^OK +disk .*\n", "")
                .replaceFirst("; offers .*", "")
                .replaceFirst("schema [0-9.]+", "schema NEWEST");
    }
}
