package org.briefwire.journey;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.briefwire.testing.SmtpServerStub;

/** An SMTP server as a process of its own, which counts what it takes. */
final class SmtpProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader answers;
    private final int port;

    /**
     * So many messages came, under so many Message-IDs.
     *
     * @param strays how many came again with no kill in between
     * @param repeats for each kill, how many had come last before it and came again
     */
    record Count(int messages, int ids, int strays, List<Integer> repeats) {}

    private SmtpProcess(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.port = Integer.parseInt(Objects.requireNonNull(answers.readLine()));
    }

    /** Starts one that takes so long for each message. */
    static SmtpProcess start(Duration slow) throws IOException {
        return new SmtpProcess(
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-XX:+UseSerialGC",
                                "-cp",
                                System.getProperty("java.class.path"),
                                SmtpServerStub.class.getName(),
                                Long.toString(slow.toMillis()),
                                "PIPELINING")
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
    }

    int port() {
        return port;
    }

    Count count() throws IOException {
        return ask("");
    }

    /** Who sent was killed; returns when nothing of theirs is on its way any more. */
    void killed() throws IOException {
        ask("killed");
    }

    private Count ask(String words) throws IOException {
        var asking = process.outputWriter();
        asking.write(words);
        asking.newLine();
        asking.flush();
        var numbers =
                Arrays.stream(Objects.requireNonNull(answers.readLine()).split(" ", -1))
                        .map(Integer::valueOf)
                        .toList();
        return new Count(
                numbers.get(0),
                numbers.get(1),
                numbers.get(2),
                List.copyOf(numbers.subList(3, numbers.size())));
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
