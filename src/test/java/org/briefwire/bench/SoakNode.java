package org.briefwire.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.briefwire.Briefwire;

/** The program's 'serve' as a process that can be killed, and looked into. */
final class SoakNode implements AutoCloseable {
    private final Path home;
    private Process process;

    private SoakNode(Path home) throws IOException {
        this.home = home;
        this.process = started();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    }

    /** Starts it in a home of its own. */
    static SoakNode start(Path home, String config) throws IOException {
        Files.createDirectories(home);
        Files.writeString(home.resolve("briefwire.yaml"), "home: " + home + "\n" + config);
        return new SoakNode(home);
    }

    private Process started() throws IOException {
        return new ProcessBuilder(
                        java("java"),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Briefwire.class.getName(),
                        "serve",
                        "--config",
                        home.resolve("briefwire.yaml").toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(home.resolve("out.txt").toFile()))
                .start();
    }

    private static String java(String tool) {
        return Path.of(System.getProperty("java.home"), "bin", tool).toString();
    }

    boolean alive() {
        return process.isAlive();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void startAgain() throws IOException {
        process = started();
    }

    /** Ends all as an operator would; whether each was there and ended in order. */
    static boolean end(List<SoakNode> nodes) throws InterruptedException {
        var inOrder = true;
        for (var node : nodes) {
            var was = node.alive();
            node.process.destroy();
            var ended = node.process.waitFor(30, TimeUnit.SECONDS);
            inOrder = inOrder && was && ended && node.process.exitValue() == 0;
        }
        return inOrder;
    }

    /** Resident memory, in MB. */
    double residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** What lives in its heap, in MB: a collection goes before the count. */
    double liveMegabytes() throws IOException, InterruptedException {
        var command = List.of(java("jcmd"), "" + process.pid(), "GC.class_histogram");
        var counting = new ProcessBuilder(command).redirectErrorStream(true).start();
        var text = new String(counting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        counting.waitFor();
        return text.lines()
                .filter(line -> line.startsWith("Total"))
                .mapToDouble(line -> Double.parseDouble(line.split("\\s+", -1)[2]) / (1 << 20))
                .findFirst()
                .orElse(0);
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
