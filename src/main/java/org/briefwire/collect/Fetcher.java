package org.briefwire.collect;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.util.Timeout;
import org.briefwire.collect.PublicAddresses.PrivateAddressException;

/**
 * Gets things over HTTP, within bounds of size and time whatever the server does. It keeps no
 * cookies and tries nothing twice. Safe for use by many threads; close it when done.
 */
public final class Fetcher implements AutoCloseable {
    private static final int MOST_REDIRECTS = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);
    private static final String ACCEPT =
            "application/rss+xml, application/atom+xml, application/rdf+xml;q=0.9,"
                    + " application/xml;q=0.8, text/xml;q=0.8, */*;q=0.1";

    private final FetchLimits limits;
    private final Set<String> known;
    private final CloseableHttpClient toKnown;
    private final CloseableHttpClient toStrangers;

    /**
     * A fetcher of whatever is public, and of what the config names.
     *
     * @param userAgent product, version and the publication's address
     * @param known addresses whose servers may be in our own network, as others may not
     */
    public Fetcher(String userAgent, FetchLimits limits, Collection<URI> known) {
        this(userAgent, limits, known, SystemDefaultDnsResolver.INSTANCE);
    }

    /** The resolver says where a name leads: what it answers is connected to. */
    Fetcher(String userAgent, FetchLimits limits, Collection<URI> known, DnsResolver resolver) {
        this.limits = limits;
        this.known = known.stream().map(Fetcher::server).collect(Collectors.toSet());
        this.toKnown = client(userAgent, limits, resolver);
        this.toStrangers = client(userAgent, limits, new PublicAddresses(resolver));
    }

    private static CloseableHttpClient client(
            String userAgent, FetchLimits limits, DnsResolver resolver) {
        var silence = Timeout.of(limits.silence());
        var connections =
                PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(resolver)
                        .setMaxConnTotal(64)
                        .setMaxConnPerRoute(2)
                        .setDefaultConnectionConfig(
                                ConnectionConfig.custom()
                                        .setConnectTimeout(silence)
                                        .setSocketTimeout(silence)
                                        .build())
                        .build();
        return HttpClients.custom()
                .setConnectionManager(connections)
                .setUserAgent(userAgent)
                .setDefaultRequestConfig(
                        RequestConfig.custom()
                                .setResponseTimeout(silence)
                                .setConnectionRequestTimeout(Timeout.of(limits.deadline()))
                                .build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableContentCompression()
                .disableAuthCaching()
                .build();
    }

    /** Scheme, host and port. */
    private static String server(URI address) {
        return "%s://%s:%d"
                .formatted(address.getScheme(), address.getHost(), address.getPort())
                .toLowerCase(Locale.ROOT);
    }

    /**
     * Gets what is at an address, through at most five redirects.
     *
     * @throws FetchException when there is no whole answer within the bounds
     */
    public Fetched fetch(FetchRequest request) {
        return fetch(request, known);
    }

    /** The same for an address that somebody at this machine names: its server may be anywhere. */
    Fetched fetchNamed(FetchRequest request) {
        return fetch(request, Set.of(server(request.address())));
    }

    private Fetched fetch(FetchRequest request, Set<String> open) {
        var end = System.nanoTime() + limits.deadline().toNanos();
        var address = request.address();
        for (var hop = 0; hop <= MOST_REDIRECTS; hop++) {
            checkScheme(address);
            var client = open.contains(server(address)) ? toKnown : toStrangers;
            var answer = get(client, address, request, end);
            var location = answer.header("location");
            if (!REDIRECTS.contains(answer.status()) || location.isEmpty()) {
                return answer;
            }
            address = resolve(address, location);
        }
        throw new FetchException(
                "%s: more than %d redirects".formatted(request.address(), MOST_REDIRECTS));
    }

    private Fetched get(CloseableHttpClient client, URI address, FetchRequest request, long end) {
        var get = new HttpGet(address);
        get.setHeader(HttpHeaders.ACCEPT, ACCEPT);
        get.setHeader(HttpHeaders.ACCEPT_ENCODING, "gzip");
        if (!request.etag().isEmpty()) {
            get.setHeader(HttpHeaders.IF_NONE_MATCH, request.etag());
        }
        if (!request.modified().isEmpty()) {
            get.setHeader(HttpHeaders.IF_MODIFIED_SINCE, request.modified());
        }
        var late = new AtomicBoolean();
        var watch = Thread.ofVirtual().start(() -> abortAt(end, get, late));
        try {
            return client.execute(get, response -> fetchedOrAborted(response, address, get));
        } catch (IOException | RuntimeException e) {
            if (e instanceof FetchException refused) {
                throw refused;
            }
            throw new FetchException("%s: %s".formatted(address, reason(e, late.get())), e);
        } finally {
            watch.interrupt();
        }
    }

    /** Ends a request whose server keeps sending, however little, past the deadline. */
    private static void abortAt(long end, HttpGet get, AtomicBoolean late) {
        try {
            TimeUnit.NANOSECONDS.sleep(end - System.nanoTime());
            late.set(true);
            get.abort();
        } catch (InterruptedException answered) {
            Thread.currentThread().interrupt();
        }
    }

    private String reason(Exception e, boolean late) {
        if (late) {
            return "no whole answer within " + seconds(limits.deadline());
        }
        if (e instanceof UnknownHostException && !(e instanceof PrivateAddressException)) {
            return "no such host";
        }
        var message = e.getMessage();
        return message == null ? e.getClass().getSimpleName() : message;
    }

    private static String seconds(Duration duration) {
        return duration.toMillis() / 1000.0 + " s";
    }

    /** Aborts what is refused: to close it politely would be to read it to its end. */
    private Fetched fetchedOrAborted(ClassicHttpResponse response, URI address, HttpGet get)
            throws IOException {
        try {
            return fetched(response, address);
        } catch (FetchException refused) {
            get.abort();
            throw refused;
        }
    }

    private Fetched fetched(ClassicHttpResponse response, URI address) throws IOException {
        var headers = new HashMap<String, String>();
        for (var header : response.getHeaders()) {
            headers.put(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        }
        var entity = response.getEntity();
        if (entity == null || REDIRECTS.contains(response.getCode())) {
            return new Fetched(response.getCode(), new byte[0], headers, address);
        }
        var bytes = bounded(entity.getContent(), address);
        var isPacked = bytes.length > 2 && (bytes[0] & 0xFF) == 0x1F && (bytes[1] & 0xFF) == 0x8B;
        if (isPacked) {
            bytes = bounded(new GZIPInputStream(new ByteArrayInputStream(bytes)), address);
        }
        return new Fetched(response.getCode(), bytes, headers, address);
    }

    private byte[] bounded(InputStream content, URI address) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var buffer = new byte[16_384];
        for (var n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            bytes.write(buffer, 0, n);
            if (bytes.size() > limits.size().octets()) {
                throw new FetchException(
                        "%s: more than %d octets".formatted(address, limits.size().octets()));
            }
        }
        return bytes.toByteArray();
    }

    private static void checkScheme(URI address) {
        var scheme =
                address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
            throw new FetchException(address + ": only http and https addresses are fetched");
        }
    }

    private static URI resolve(URI from, String location) {
        try {
            return from.resolve(location.strip().replace(" ", "%20"));
        } catch (IllegalArgumentException e) {
            throw new FetchException(
                    "%s: redirected to '%s', which is no address".formatted(from, location), e);
        }
    }

    @Override
    public void close() {
        toStrangers.close(CloseMode.IMMEDIATE);
        toKnown.close(CloseMode.IMMEDIATE);
    }
}
