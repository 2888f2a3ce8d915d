package org.briefwire.collect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.briefwire.model.DataSize;
import org.briefwire.testing.FeedServer;
import org.briefwire.testing.FeedServer.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FetcherTest {
    private static final FetchLimits LIMITS =
            new FetchLimits(
                    Duration.ofSeconds(10), Duration.ofSeconds(20), DataSize.parse("100KB"));
    private static final String AGENT = "Briefwire/1 (+https://news.example.org)";

    private final FeedServer server = FeedServer.start();
    private final Fetcher fetcher = new Fetcher(AGENT, LIMITS, List.of(server.at("/")));

    @AfterEach
    void close() {
        fetcher.close();
        server.close();
    }

    @Test
    void sendsWhoItIsAndTheValidatorsVerbatim() {
        server.answer("/a", Answer.status(304, "ETag", "W/\"2\""));

        var answer = fetcher.fetch(new FetchRequest(server.at("/a"), "W/\"1\"", "some time ago"));

        assertThat(answer.isNotModified()).isTrue();
        assertThat(answer.header("etag")).isEqualTo("W/\"2\"");
        var request = server.received().getFirst();
        assertThat(request.header("user-agent")).isEqualTo(AGENT);
        assertThat(request.header("if-none-match")).isEqualTo("W/\"1\"");
        assertThat(request.header("if-modified-since")).isEqualTo("some time ago");
        assertThat(request.header("accept-encoding")).isEqualTo("gzip");
    }

    @Test
    void followsRedirectsAndSaysWhereItEndedUp() {
        server.answer("/a", Answer.status(301, "Location", "/b", "Set-Cookie", "a=b"));
        server.answer("/b", Answer.status(302, "Location", server.at("/c").toString()));
        server.answer("/c", Answer.ok("here"));

        var answer = fetcher.fetch(FetchRequest.of(server.at("/a")));

        assertThat(answer.address()).isEqualTo(server.at("/c"));
        assertThat(answer.body()).isEqualTo("here".getBytes(UTF_8));
        assertThat(server.received()).allMatch(request -> request.header("cookie").isEmpty());
    }

    @Test
    void givesUpOnALoop() {
        server.answer("/a", Answer.status(302, "Location", "/a"));

        assertThatThrownBy(() -> fetcher.fetch(FetchRequest.of(server.at("/a"))))
                .isInstanceOf(FetchException.class)
                .hasMessageEndingWith("more than 5 redirects");
        assertThat(server.received()).hasSize(6);
    }

    @ParameterizedTest
    @ValueSource(strings = {"file:///etc/passwd", "ftp://e.org/", "https:///", "http://[", "jar:x"})
    void leavesTheWebForNoRedirect(String location) {
        server.answer("/a", Answer.status(302, "Location", location));

        assertThatThrownBy(() -> fetcher.fetch(FetchRequest.of(server.at("/a"))))
                .isInstanceOf(FetchException.class);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void unpacksGzip() {
        server.answer("/a", Answer.gzip("packed".getBytes(UTF_8)));

        assertThat(fetcher.fetch(FetchRequest.of(server.at("/a"))).body())
                .isEqualTo("packed".getBytes(UTF_8));
    }

    @Test
    void stopsAtTheLimitOfTheUnpackedSize() {
        server.answer("/bomb", Answer.gzip(new byte[1_000_000]));
        server.answer("/endless", new Answer.Endless(new byte[10_000], 0));

        for (var path : new String[] {"/bomb", "/endless"}) {
            assertThatThrownBy(() -> fetcher.fetch(FetchRequest.of(server.at(path))))
                    .isInstanceOf(FetchException.class)
                    .hasMessageEndingWith("more than 100000 octets");
        }
    }

    @Test
    void stopsAtTheDeadlineHoweverBusyTheServerLooks() {
        server.answer("/slow", new Answer.Endless(new byte[] {'x'}, 20));
        var limits =
                new FetchLimits(
                        Duration.ofSeconds(10), Duration.ofMillis(700), DataSize.parse("100KB"));

        try (var hasty = new Fetcher(AGENT, limits, List.of(server.at("/")))) {
            assertThatThrownBy(() -> hasty.fetch(FetchRequest.of(server.at("/slow"))))
                    .isInstanceOf(FetchException.class)
                    .hasMessageEndingWith("no whole answer within 0.7 s");
        }
    }

    @Test
    void theResolverDecidesWhatIsReached() {
        var refusing =
                new DnsResolver() {
                    @Override
                    public InetAddress[] resolve(String host) throws UnknownHostException {
                        throw new UnknownHostException(host);
                    }

                    @Override
                    public String resolveCanonicalHostname(String host) {
                        return host;
                    }
                };
        server.answer("/a", Answer.ok("here"));

        try (var guarded = new Fetcher(AGENT, LIMITS, List.of(), refusing)) {
            assertThatThrownBy(() -> guarded.fetch(FetchRequest.of(server.at("/a"))))
                    .isInstanceOf(FetchException.class)
                    .hasMessageEndingWith("/a: no such host");
        }
        assertThat(server.received()).isEmpty();
    }

    @Test
    void aClosedPortIsAReason() {
        var address = URI.create("http://localhost:1/");

        assertThatThrownBy(() -> fetcher.fetchNamed(FetchRequest.of(address)))
                .isInstanceOf(FetchException.class)
                .hasMessageContaining("refused");
    }
}
