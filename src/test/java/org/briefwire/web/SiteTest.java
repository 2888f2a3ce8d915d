package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.briefwire.config.Web;
import org.briefwire.message.Languages;
import org.briefwire.model.BriefwireException;
import org.briefwire.template.Templates;
import org.briefwire.testing.TestConfigs;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SiteTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static final CountDownLatch ENTERED = new CountDownLatch(1);
    private static final CountDownLatch RELEASED = new CountDownLatch(1);
    private static final Site SITE = site();
    private static int port;

    private static Site site() {
        return new Site(
                web(0),
                errors(),
                List.of(
                        Route.get("/", request -> Response.text(200, "front")),
                        Route.get(
                                "/hello/{name}",
                                request -> Response.text(200, echo(request)).with("X-A", "b")),
                        Route.post(
                                "/hello/{name}",
                                request -> Response.text(200, request.form().toString())),
                        Route.get(
                                "/broken",
                                request -> {
                                    throw new IllegalStateException("a secret detail");
                                }),
                        Route.get(
                                "/slow",
                                request -> {
                                    ENTERED.countDown();
                                    await(RELEASED);
                                    return Response.text(200, "done");
                                })));
    }

    private static String echo(Request request) {
        return request.path() + " " + request.param("name") + " " + request.query();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @BeforeAll
    static void start() {
        port = SITE.start();
    }

    @AfterAll
    static void stop() {
        SITE.close();
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), BodyHandlers.ofString());
    }

    /** What the server answers to bytes that no client library would send. */
    private String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aPageIsGivenItsPathItsParametersAndItsQuery() throws Exception {
        var answer = send(to("/hello/gr%C3%BC%C3%9Fe?b=1&b=2"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("/hello/gr%C3%BC%C3%9Fe grüße {b=1}");
        assertThat(answer.headers().firstValue("X-A")).contains("b");
    }

    @Test
    void headAnswersAsGetDoesWithoutTheBody() throws Exception {
        var get = send(to("/hello/x"));
        var head = send(to("/hello/x").HEAD());
        assertThat(head.body()).isEmpty();
        assertThat(head.statusCode()).isEqualTo(200);
        for (var name : List.of("Content-Type", "Content-Length", "Content-Security-Policy")) {
            assertThat(head.headers().allValues(name)).isEqualTo(get.headers().allValues(name));
        }
    }

    @Test
    void everyAnswerCarriesItsGuardsAndNoName() throws Exception {
        for (var path : List.of("/", "/nowhere", "/broken", "/hello/x/")) {
            var headers = send(to(path)).headers();
            assertThat(headers.firstValue("Content-Security-Policy").orElse(""))
                    .startsWith("default-src 'none';");
            assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(headers.firstValue("Referrer-Policy")).isPresent();
            assertThat(headers.map()).doesNotContainKeys("server", "x-powered-by", "set-cookie");
        }
    }

    @Test
    void whatIsNotThereIs404() throws Exception {
        for (var path : List.of("/nowhere", "/hello", "/hello/a/b", "/..%2f..%2fetc/passwd")) {
            assertThat(send(to(path)).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(send(to("/nowhere").HEAD()).statusCode()).isEqualTo(404);
        assertThat(send(to("/nowhere").POST(BodyPublishers.noBody())).statusCode()).isEqualTo(404);
    }

    @Test
    void anotherMethodIsRefusedWithThoseThatAreAllowed() throws Exception {
        for (var method : List.of("PUT", "DELETE", "OPTIONS", "PATCH", "TRACE")) {
            var answer = send(to("/").method(method, BodyPublishers.noBody()));
            assertThat(answer.statusCode()).as(method).isEqualTo(405);
            assertThat(answer.headers().firstValue("Allow")).contains("GET, HEAD");
        }
        assertThat(send(to("/").POST(BodyPublishers.noBody())).statusCode()).isEqualTo(405);
        assertThat(send(to("/hello/x").method("PUT", BodyPublishers.noBody())).headers().map())
                .containsEntry("allow", List.of("GET, HEAD, POST"));
    }

    @Test
    void aSlashAtTheEndLeadsToTheOneAddress() throws Exception {
        var answer = send(to("/hello/gr%C3%BC%C3%9Fe/"));
        assertThat(answer.statusCode()).isEqualTo(301);
        assertThat(answer.headers().firstValue("Location")).contains("/hello/gr%C3%BC%C3%9Fe");
        assertThat(send(to("//evil.example/")).headers().firstValue("Location").orElse("/"))
                .doesNotStartWith("//");
    }

    @Test
    void aFailingPageTellsNothingOfItsInside() throws Exception {
        var answer = send(to("/broken"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).doesNotContain("secret", "Exception", "org.briefwire");
    }

    @Test
    void aFormIsReadUrlencodedAndMultipart() throws Exception {
        var urlencoded =
                to("/hello/x")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("List-Unsubscribe=One-Click"));
        assertThat(send(urlencoded).body()).isEqualTo("{List-Unsubscribe=One-Click}");
        var body =
                """
                --cut
                Content-Disposition: form-data; name="List-Unsubscribe"

                One-Click
                --cut--
                """
                        .replace("\n", "\r\n");
        var multipart =
                to("/hello/x")
                        .header("Content-Type", "multipart/form-data; boundary=cut")
                        .POST(BodyPublishers.ofString(body));
        assertThat(send(multipart).body()).isEqualTo("{List-Unsubscribe=One-Click}");
    }

    @Test
    void malformedRequestsAreRefusedInOnePlainLine() throws Exception {
        var requests =
                Map.of(
                        "GET /hello/%zz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                        "400",
                        "GET /../x HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                        "40",
                        "GET / HTTP/1.1\r\nConnection: close\r\n\r\n",
                        "400",
                        "GET /" + "x".repeat(20_000) + " HTTP/1.1\r\nHost: x\r\n\r\n",
                        "414",
                        "BREW / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n",
                        "40");
        for (var entry : requests.entrySet()) {
            assertThat(raw(entry.getKey()))
                    .startsWith("HTTP/1.1 " + entry.getValue())
                    .doesNotContain("Exception", "Jetty", "\tat ");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        var form =
                to("/hello/x")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString("a=" + "x".repeat(100_000)));
        assertThat(send(form).statusCode()).isEqualTo(413);
    }

    @Test
    void closingLetsARequestFinish() throws Exception {
        try (var other = site()) {
            var address = URI.create("http://127.0.0.1:%d/slow".formatted(other.start()));
            var answer =
                    CLIENT.sendAsync(
                            HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
            ENTERED.await();
            var closing = Thread.ofVirtual().start(other::close);
            Awaitility.await().until(() -> isRefused(address));
            RELEASED.countDown();
            assertThat(answer.get().body()).isEqualTo("done");
            closing.join();
        }
    }

    private static boolean isRefused(URI address) throws IOException {
        try (var socket = new Socket(address.getHost(), address.getPort())) {
            return !socket.isConnected();
        } catch (ConnectException refused) {
            return true;
        }
    }

    @Test
    void aPortThatIsTakenIsSaid() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var other = new Site(web(taken.getLocalPort()), errors(), List.of());
            assertThatThrownBy(other::start)
                    .isInstanceOf(BriefwireException.class)
                    .hasMessageContaining("another program listens there");
        }
    }

    private static ErrorPages errors() {
        return new ErrorPages(
                new Shell(
                        TestConfigs.at(Path.of("/nowhere")),
                        Templates.builtIn(),
                        Languages.builtIn()));
    }

    private static Web web(int port) {
        return new Web("127.0.0.1", port, List.of());
    }
}
