package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.briefwire.store.ArchiveFixture;
import org.briefwire.testing.TestDatabases;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FeedPagesTest {
    @TempDir static Path folder;

    private static TestSite site;

    @BeforeAll
    static void start() {
        site = new TestSite(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder), folder);
        site.fixture.release("first", ArchiveFixture.briefing("First", "world"), TestSite.NOW);
        site.publish();
    }

    @AfterAll
    static void stop() {
        site.close();
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }

    @ParameterizedTest
    @CsvSource({
        "feed.rss, application/rss+xml; charset=utf-8",
        "lists/daily/feed.atom, application/atom+xml; charset=utf-8",
        "topics/world/feed.json, application/feed+json",
        "editions/daily/feed.rss, application/rss+xml; charset=utf-8"
    })
    void aFeedComesWithAllItsHeaders(String path, String type) throws Exception {
        var get = site.get("/" + path);
        assertThat(get.statusCode()).isEqualTo(200);
        assertThat(header(get, "Content-Type")).isEqualTo(type);
        assertThat(header(get, "ETag")).matches("\"[0-9a-f]{64}\"");
        assertThat(header(get, "Last-Modified")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} .* GMT");
        assertThat(header(get, "Cache-Control")).startsWith("public, max-age=900");
        assertThat(header(get, "Vary")).isEqualTo("Accept-Encoding");
        assertThat(header(get, "Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(header(get, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(get.headers().map()).doesNotContainKey("set-cookie");
        var head = site.send(site.to("/" + path).HEAD());
        assertThat(head.body()).isEmpty();
        for (var name : List.of("Content-Type", "ETag", "Last-Modified", "Content-Length")) {
            assertThat(header(head, name)).isEqualTo(header(get, name)).isNotEmpty();
        }
    }

    @Test
    void theTwinHoldsTheSameBytesUnderAnotherTag() throws Exception {
        var plain = site.get("/feed.rss");
        try (var client = HttpClient.newHttpClient()) {
            var request = site.to("/feed.rss").header("Accept-Encoding", "br, gzip").build();
            var gzipped = client.send(request, BodyHandlers.ofByteArray());
            assertThat(header(gzipped, "Content-Encoding")).isEqualTo("gzip");
            assertThat(header(gzipped, "ETag")).isNotEqualTo(header(plain, "ETag"));
            var in = new GZIPInputStream(new ByteArrayInputStream(gzipped.body()));
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain.body());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "TAG             |          |      | 304",
                "W/TAG           |          |      | 304",
                "\"x\", W/TAG    |          |      | 304",
                "*               |          |      | 304",
                "\"x\"           |          |      | 200",
                "\"x\"           | DATE     |      | 200",
                "TAG             | Thu, 01 Jan 1970 00:00:00 GMT | | 304",
                "                | DATE     |      | 304",
                "                | Thu, 01 Jan 1970 00:00:00 GMT | | 200",
                "                | nonsense |      | 200",
                "TAG             |          | gzip | 304",
                "                | DATE     | gzip | 304",
                "                |          | gzip;q=0 | 200"
            })
    void aReaderThatHasTheBytesGets304(
            @Nullable String tag, @Nullable String since, @Nullable String coding, int status)
            throws Exception {
        var first = site.get("/feed.rss");
        var request = site.to("/feed.rss");
        if (tag != null) {
            request.header("If-None-Match", tag.replace("TAG", header(first, "ETag")));
        }
        if (since != null) {
            request.header(
                    "If-Modified-Since", since.replace("DATE", header(first, "Last-Modified")));
        }
        if (coding != null) {
            request.header("Accept-Encoding", coding);
        }
        var answer = site.send(request);
        assertThat(answer.statusCode()).isEqualTo(status);
        if (status == 304) {
            assertThat(answer.body()).isEmpty();
            for (var name : List.of("ETag", "Cache-Control", "Vary")) {
                assertThat(header(answer, name)).as(name).isNotEmpty();
            }
            assertThat(header(answer, "Content-Type")).isEqualTo(header(first, "Content-Type"));
            assertThat(header(answer, "Content-Length")).isNotEqualTo("0");
        }
    }
}
