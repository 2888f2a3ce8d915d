package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.briefwire.media.Darkroom;
import org.briefwire.media.Developed;
import org.briefwire.model.Medium;
import org.briefwire.testing.TestDatabases;
import org.briefwire.testing.TestPictures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaPagesTest {
    @TempDir private Path folder;
    private TestSite site;
    private Medium medium;

    @BeforeEach
    void open() {
        site = new TestSite(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder), folder);
        var print = new Darkroom().develop(TestPictures.bytes("png", 30, 20));
        medium = site.media.keep((Developed.Print) print);
    }

    @AfterEach
    void close() {
        site.close();
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    @Test
    void aPictureIsServedForEver() throws Exception {
        var answer = site.get(medium.path());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-type")).isEqualTo("image/png");
        assertThat(header(answer, "content-length")).isEqualTo(Long.toString(medium.octets()));
        assertThat(header(answer, "cache-control"))
                .isEqualTo("public, max-age=31536000, immutable");
        assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
        assertThat(header(answer, "cross-origin-resource-policy")).isEqualTo("cross-origin");
        assertThat(header(answer, "etag")).isEqualTo('"' + medium.hash() + '"');
    }

    @Test
    void headSaysTheSameWithoutTheBytes() throws Exception {
        var answer = site.send(site.to(medium.path()).method("HEAD", BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(header(answer, "content-length")).isEqualTo(Long.toString(medium.octets()));
        assertThat(answer.body()).isEmpty();
    }

    @Test
    void whoHasItIsToldSo() throws Exception {
        var answer =
                site.send(
                        site.to(medium.path()).header("If-None-Match", '"' + medium.hash() + '"'));

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(header(answer, "etag")).isEqualTo('"' + medium.hash() + '"');
    }

    @Test
    void whatIsNotThereIsNotFound() throws Exception {
        assertThat(site.get("/media/" + "0".repeat(64)).statusCode()).isEqualTo(404);
        assertThat(site.get("/media/..%2Fx").statusCode()).isBetween(400, 404);
        assertThat(site.get("/media/x").statusCode()).isEqualTo(404);
    }
}
