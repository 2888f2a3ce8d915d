package org.briefwire.bounce;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.briefwire.bounce.Corpus.Sample;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real mails of some eighty mail systems: see the README beside them. */
@Order(1)
class BounceCorpusTest {
    /** What another mail system could have done otherwise, and the least that is then found. */
    record Change(String what, double recipients, double hard, UnaryOperator<String> change) {
        @Override
        public String toString() {
            return what;
        }

        byte[] to(byte[] mail) {
            var text = new String(mail, StandardCharsets.ISO_8859_1);
            return change.apply(text).getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    private static final String OCTETS = "application/octet-stream";
    private static final Pattern HEAD_END = Pattern.compile("\\r?\\n\\r?\\n");

    static Stream<Change> changes() {
        return Stream.of(
                new Change(
                        "lines end in crlf",
                        0.99,
                        0.96,
                        text -> text.replace("\r", "").replace("\n", "\r\n")),
                new Change(
                        "no delivery status",
                        0.97,
                        0.895,
                        text -> text.replaceAll("(?i)message/(global-)?delivery-status", OCTETS)),
                new Change(
                        "no copy",
                        0.98,
                        0.95,
                        text -> text.replaceAll("(?i)message/rfc822|text/rfc822-headers", OCTETS)),
                new Change(
                        "the copy behind another heading",
                        0.99,
                        0.95,
                        text ->
                                text.replaceAll(
                                        "(?im)^[-=*_ ]{0,60}(this is a copy|below (this line )?is|original"
                                                + " message|returned message|message header|unsent"
                                                + " message|undelivered message)[^\\n]*$",
                                        "~~~ your mail ~~~")),
                new Change(
                        "only the delivery status",
                        0.99,
                        0.90,
                        text -> text.replaceAll("(?i)text/(plain|html)", OCTETS)),
                new Change(
                        "one text without parts",
                        0.99,
                        0.95,
                        text -> withField(text, "Content-Type", "")),
                new Change(
                        "a subject that says nothing",
                        0.985,
                        0.965,
                        text -> withField(text, "Subject", "Subject: Notice\n")),
                new Change(
                        "a sender that says nothing",
                        0.98,
                        0.96,
                        text -> withField(text, "From", "From: <mx7@mx.example.com>\n")),
                new Change(
                        "no return path", 0.98, 0.95, text -> withField(text, "Return-Path", "")),
                new Change(
                        "no status code",
                        0.99,
                        0.95,
                        text -> text.replaceAll("(?im)^(status: *[45])[.\\d]+", "$1.0.0")),
                new Change(
                        "no diagnosis",
                        0.99,
                        0.95,
                        text -> text.replaceAll("(?im)^diagnostic-code:.*\\R([ \\t].*\\R)*", "")));
    }

    private static String withField(String mail, String name, String field) {
        var matcher = HEAD_END.matcher(mail);
        var end = matcher.find() ? matcher.start() + 1 : mail.length();
        var others =
                mail.substring(0, end).replaceAll("(?im)^" + name + ":.*(\\R[ \\t].*)*(\\R|$)", "");
        return field + others + mail.substring(end);
    }

    @Test
    void realBouncesAreUnderstood() throws IOException {
        var result = Corpus.read(Corpus.samples(), UnaryOperator.identity());

        System.out.println("recipients   " + result.recipients);
        System.out.println("hard         " + result.hard);
        assertThat(result.otherKinds).isEmpty();
        assertThat(result.recipients.found()).isGreaterThanOrEqualTo(0.99);
        assertThat(result.recipients.precision()).isGreaterThanOrEqualTo(0.99);
        assertThat(result.hard.found()).isGreaterThanOrEqualTo(0.95);
        assertThat(result.hard.precision()).isGreaterThanOrEqualTo(0.95);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void anotherLayoutCostsLittle(Change change) throws IOException {
        var result = Corpus.read(bounces(), change::to);

        System.out.println(change + ": recipients " + result.recipients + ", hard " + result.hard);
        assertThat(result.recipients.found()).isGreaterThanOrEqualTo(change.recipients);
        assertThat(result.recipients.precision()).isGreaterThanOrEqualTo(0.98);
        assertThat(result.hard.found()).isGreaterThanOrEqualTo(change.hard);
        assertThat(result.hard.precision()).isGreaterThanOrEqualTo(0.88);
    }

    @Test
    void whateverTheReadersAreCalledTheyAreFound() throws IOException {
        for (var name :
                List.of(
                        "jane.roe+news@mail.northwind.example",
                        "j_o'brien@example.co.jp",
                        "unknown.user@full.example.net",
                        "4711@5.1.example",
                        "no-reply-reader@delivery.xn--bcher-kva.example")) {
            var samples = new ArrayList<Sample>();
            for (var sample : bounces()) {
                var results = sample.expected().get("results");
                if (results.size() == 1 && results.get(0).get("aliases").isEmpty()) {
                    samples.add(renamed(sample, results.get(0).get("recipient").asText(), name));
                }
            }

            var result = Corpus.read(samples, UnaryOperator.identity());

            assertThat(result.recipients.found()).as(name).isGreaterThanOrEqualTo(0.99);
            assertThat(result.recipients.precision()).as(name).isGreaterThanOrEqualTo(0.99);
            assertThat(result.hard.precision()).as(name).isGreaterThanOrEqualTo(0.94);
        }
    }

    private static Sample renamed(Sample sample, String from, String to) throws IOException {
        var was = Pattern.compile("(?i)(?<![\\w.+-])" + Pattern.quote(from));
        var text = new String(sample.mail(), StandardCharsets.ISO_8859_1);
        var expected = was.matcher(sample.expected().toString()).replaceAll(quoted(to));
        return new Sample(
                sample.file(),
                new JsonMapper().readTree(expected),
                was.matcher(text)
                        .replaceAll(Matcher.quoteReplacement(to))
                        .getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String quoted(String address) {
        return Matcher.quoteReplacement(address);
    }

    private static List<Sample> bounces() throws IOException {
        return Corpus.samples().stream().filter(sample -> sample.kind().equals("bounce")).toList();
    }
}
