package org.briefwire.bench;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** An SMTP server that takes its time for each message, counts it, and costs little else. */
final class SlowSink implements AutoCloseable {
    private final ServerSocket socket;
    private final Duration slow;
    private final AtomicInteger messages = new AtomicInteger();

    private SlowSink(ServerSocket socket, Duration slow) {
        this.socket = socket;
        this.slow = slow;
    }

    static SlowSink start(Duration slow) throws IOException {
        var sink = new SlowSink(new ServerSocket(0, 256, InetAddress.getLoopbackAddress()), slow);
        Thread.ofPlatform().daemon().start(sink::accept);
        return sink;
    }

    int port() {
        return socket.getLocalPort();
    }

    int messages() {
        return messages.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                var client = socket.accept();
                client.setTcpNoDelay(true);
                Thread.ofPlatform().daemon().start(() -> serve(client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                var in = new BufferedInputStream(client.getInputStream(), 1 << 16)) {
            var out = client.getOutputStream();
            say(out, "220 sink");
            while (true) {
                var verb = verb(in);
                switch (verb) {
                    case "" -> {
                        return;
                    }
                    case "EHLO" -> say(out, "250-sink\r\n250 PIPELINING");
                    case "DATA" -> {
                        say(out, "354 go on");
                        message(in);
                        Thread.sleep(slow);
                        messages.incrementAndGet();
                        say(out, "250 ok");
                    }
                    case "QUIT" -> say(out, "221 bye");
                    default -> say(out, "250 ok");
                }
            }
        } catch (IOException | InterruptedException gone) {
            // the client's business
        }
    }

    private static void say(OutputStream out, String reply) throws IOException {
        out.write((reply + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    /** The first word of a line; empty at the end. */
    private static String verb(InputStream in) throws IOException {
        var word = new StringBuilder();
        var octet = in.read();
        var inWord = true;
        while (octet >= 0 && octet != '\n') {
            inWord &= octet > ' ';
            if (inWord) {
                word.append((char) octet);
            }
            octet = in.read();
        }
        return word.toString();
    }

    /** To the lone dot. */
    private static void message(InputStream in) throws IOException {
        var end = "\r\n.\r\n";
        var seen = 2;
        while (seen < end.length()) {
            var octet = in.read();
            if (octet < 0) {
                throw new IOException("gone in the message");
            }
            seen = octet == end.charAt(seen) ? seen + 1 : octet == '\r' ? 1 : 0;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
