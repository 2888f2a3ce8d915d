package org.briefwire.testing;

import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * An SMTP server on a free port of loopback that keeps what it gets, and misbehaves as it is told
 * to. Safe for use by many threads.
 */
public final class SmtpServerStub implements AutoCloseable {
    private final ServerSocket socket;
    private final Thread accepting;
    private final List<SmtpRule> rules = new CopyOnWriteArrayList<>();
    private final List<ReceivedMail> mails = new CopyOnWriteArrayList<>();
    private final List<String> introductions = new CopyOnWriteArrayList<>();
    private final Arrivals arrivals = new Arrivals();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Set<String> extensions = new LinkedHashSet<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger mostConnections = new AtomicInteger();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger turns = new AtomicInteger();
    private final AtomicInteger notWaitedFor = new AtomicInteger();
    private final Map<String, String> users = new HashMap<>();
    private volatile @Nullable SSLContext tls;
    private volatile boolean implicitTls;
    private volatile boolean keeping = true;

    private SmtpServerStub() throws IOException {
        socket = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        accepting = Thread.ofVirtual().name("smtp-stub").start(this::accept);
    }

    /** A server that behaves, and offers nothing. */
    public static SmtpServerStub start() {
        try {
            return new SmtpServerStub();
        } catch (IOException e) {
            throw new UncheckedIOException("no SMTP server for the test", e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    /** Offers an extension, as in EHLO's answer: 'SIZE 1000', 'SMTPUTF8'. */
    public SmtpServerStub offering(String extension) {
        extensions.add(extension);
        return this;
    }

    /** Offers STARTTLS with this key. */
    public SmtpServerStub withStartTls(SSLContext key) {
        tls = key;
        return offering("STARTTLS");
    }

    /** Speaks TLS from the first octet. */
    public SmtpServerStub withImplicitTls(SSLContext key) {
        tls = key;
        implicitTls = true;
        return this;
    }

    /** Wants this login before any mail, by PLAIN or LOGIN. */
    public SmtpServerStub withUser(String user, String password) {
        users.put(user, password);
        return this;
    }

    /** Counts messages instead of keeping them. */
    public SmtpServerStub onlyCounting() {
        keeping = false;
        return this;
    }

    /** Begins a rule for every time that this happens. */
    public SmtpRule on(SmtpMoment moment) {
        return on(moment, subject -> true);
    }

    /** Begins a rule for what this command says, such as a recipient. */
    public SmtpRule on(SmtpMoment moment, Predicate<String> about) {
        var rule = new SmtpRule(moment, about);
        rules.add(rule);
        return rule;
    }

    /** From now on it behaves. */
    public void behave() {
        rules.clear();
    }

    /** The messages it answered 250 for, or meant to. */
    public List<ReceivedMail> mails() {
        return List.copyOf(mails);
    }

    /** The MAIL and RCPT commands, as they came. */
    public List<String> introductions() {
        return List.copyOf(introductions);
    }

    /** How often it has heard MAIL. */
    public int begun() {
        return begun.get();
    }

    /** How often each Message-ID has come. */
    public Map<String, Integer> messageIds() {
        return arrivals.counts();
    }

    /** How many connections there have been. */
    public int connections() {
        return connections.get();
    }

    /** How many there are now. */
    public int openConnections() {
        return open.size();
    }

    /** Whether nobody is connected. */
    public boolean isIdle() {
        return open.isEmpty();
    }

    /** How many there were at once at most. */
    public int mostConnections() {
        return mostConnections.get();
    }

    /**
     * How often it had nothing to do but to wait for a command: at most the round trips, and one at
     * the end; fewer when the client was faster than the look.
     */
    public int turns() {
        return turns.get();
    }

    /** How many commands had something behind them before they were answered. */
    public int notWaitedFor() {
        return notWaitedFor.get();
    }

    /** Cuts every connection; new ones are taken. */
    public void cutConnections() {
        open.forEach(SmtpServerStub::cut);
    }

    @Override
    public void close() {
        try {
            socket.close();
            // until nobody accepts, the port is not free and a client's connection is reset
            accepting.join();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        cutConnections();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                client.setTcpNoDelay(true);
                open.add(client);
                connections.incrementAndGet();
                mostConnections.accumulateAndGet(open.size(), Math::max);
                Thread.ofVirtual().name("smtp-stub-client").start(() -> talk(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket client) {
        try (client) {
            new SmtpDialogue(this, client).run();
        } catch (IOException | InterruptedException gone) {
            // the client has left, or a rule hung up
        } finally {
            open.remove(client);
        }
    }

    private static void cut(Socket client) {
        try {
            client.close();
        } catch (IOException alreadyClosed) {
            // that is what was wanted
        }
    }

    List<SmtpRule> rules() {
        return rules;
    }

    Set<String> extensions() {
        return extensions;
    }

    Map<String, String> users() {
        return users;
    }

    @Nullable SSLContext tls() {
        return tls;
    }

    boolean implicitTls() {
        return implicitTls;
    }

    void awaits() {
        turns.incrementAndGet();
    }

    void hasMore() {
        notWaitedFor.incrementAndGet();
    }

    void introduced(String command) {
        if (command.toUpperCase(Locale.ROOT).startsWith("MAIL")) {
            begun.incrementAndGet();
        }
        if (keeping) {
            introductions.add(command);
        }
    }

    void keep(ReceivedMail mail) {
        arrivals.add(mail.header("Message-ID"));
        if (keeping) {
            mails.add(mail);
        }
    }

    private String counted() {
        var counts = arrivals.counts().values();
        var numbers = new ArrayList<Integer>();
        numbers.add(counts.stream().mapToInt(Integer::intValue).sum());
        numbers.add(counts.size());
        numbers.addAll(arrivals.repeats());
        return numbers.stream().map(String::valueOf).collect(Collectors.joining(" "));
    }

    /**
     * Runs in a process of its own: prints its port, and for each line that it reads how many
     * messages and how many Message-IDs have come, and what {@link Arrivals#repeats} says; 'killed'
     * is a break, which begins when nobody is connected any more. Ends with its standard input.
     *
     * @param arguments how many milliseconds it takes for a message, and what it offers
     */
    public static void main(String... arguments) throws IOException {
        try (var server = start().onlyCounting();
                var lines =
                        new BufferedReader(
                                new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            server.on(SmtpMoment.END).waits(Duration.ofMillis(Long.parseLong(arguments[0])));
            for (var extension : List.of(arguments).subList(1, arguments.length)) {
                server.offering(extension);
            }
            System.out.println(server.port());
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.equals("killed")) {
                    await().atMost(Duration.ofMinutes(1)).until(server::isIdle);
                    server.arrivals.pause();
                }
                System.out.println(server.counted());
            }
        }
    }
}
