package org.briefwire.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.logging.LogManager;

/** The other programs of the bench: Postfix's smtp-sink and smtp-source, and nodemailer. */
final class Rivals {
    private Rivals() {}

    /** Angus remarks on each connection what the server lacks. */
    static void hushLibraries() {
        LogManager.getLogManager().reset();
    }

    /** A running smtp-sink. */
    record Sink(Process process, int port) implements AutoCloseable {
        static Sink start() throws IOException, InterruptedException {
            var port = freePort();
            var command = new ArrayList<>(List.of(tool("smtp-sink")));
            if (System.getProperty("user.name").equals("root")) {
                command.addAll(List.of("-u", "nobody"));
            }
            command.addAll(List.of("127.0.0.1:" + port, "1024"));
            var sink =
                    new Sink(
                            new ProcessBuilder(command)
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start(),
                            port);
            sink.awaitGreeting();
            return sink;
        }

        private void awaitGreeting() throws InterruptedException {
            for (var i = 0; i < 100; i++) {
                try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                    if (socket.getInputStream().read() >= 0) {
                        return;
                    }
                } catch (IOException notYet) {
                    TimeUnit.MILLISECONDS.sleep(50);
                }
            }
            throw new IllegalStateException("smtp-sink does not answer on port " + port);
        }

        @Override
        public void close() {
            process.destroy();
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Messages a second that smtp-source sends on kept connections. */
    static double smtpSource(int port, int connections, int messages, int octets)
            throws IOException, InterruptedException {
        var begin = System.nanoTime();
        run(
                tool("smtp-source"),
                "-d",
                "-s",
                Integer.toString(connections),
                "-m",
                Integer.toString(messages),
                "-l",
                Integer.toString(octets),
                "-f",
                "bounces@example.org",
                "-t",
                "reader@example.net",
                "127.0.0.1:" + port);
        return messages / seconds(begin);
    }

    /** Messages a second that nodemailer's pooled transport sends, by its own clock. */
    static double nodemailer(Path script, int port, int connections, int messages, Path mail)
            throws IOException, InterruptedException {
        var seconds =
                run(
                        "node",
                        script.toString(),
                        Integer.toString(port),
                        Integer.toString(connections),
                        Integer.toString(messages),
                        mail.toString());
        return messages / Double.parseDouble(seconds.strip());
    }

    static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new StringBuilder();
        try (var lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines().forEach(line -> output.append(line).append('\n'));
        }
        if (process.waitFor() != 0) {
            throw new IllegalStateException(String.join(" ", command) + ": " + output);
        }
        return output.toString();
    }

    /** Debian keeps Postfix's tools where only root's path looks. */
    private static String tool(String name) {
        return Optional.of(Path.of("/usr/sbin", name))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .orElse(name);
    }
}
