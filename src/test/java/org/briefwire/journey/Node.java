package org.briefwire.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.briefwire.store.Database;
import org.briefwire.store.Nodes;
import org.briefwire.testing.SmtpMoment;
import org.briefwire.testing.SmtpServerStub;

/**
 * A node with a home and, to tell who sent what, a mail server of its own; the config is the same.
 */
final class Node implements AutoCloseable {
    private final Path home;
    private final SmtpServerStub smtp;
    private final AtomicInteger heldBack = new AtomicInteger();
    private final CountDownLatch word = new CountDownLatch(1);
    private Optional<Process> process = Optional.empty();

    private Node(Path home, SmtpServerStub smtp) {
        this.home = home;
        this.smtp = smtp;
    }

    static Node of(Desk desk, Path home, Duration slow) throws IOException {
        var smtp = SmtpServerStub.start().offering("PIPELINING").onlyCounting();
        smtp.on(SmtpMoment.END).waits(slow);
        var config = Files.createDirectories(home.resolve("config")).resolve("briefwire.yaml");
        Files.writeString(
                config,
                Files.readString(desk.config())
                        .replace("folder: incoming", "folder: \"" + desk.incoming() + "\"")
                        .replaceFirst("port: \\d+,", "port: \"\\${SMTP_PORT}\","));
        return new Node(home, smtp);
    }

    void start() throws IOException {
        var environment = Map.of("SMTP_PORT", Integer.toString(smtp.port()));
        process = Optional.of(Program.start(home, environment, "serve"));
    }

    Process process() {
        return process.orElseThrow();
    }

    SmtpServerStub smtp() {
        return smtp;
    }

    int sent() {
        return smtp.messageIds().values().stream().mapToInt(n -> n).sum();
    }

    /** From now on its mail server has every message and answers to none, until it is told to. */
    void answersNothing() {
        smtp.behave();
        smtp.on(SmtpMoment.END, to -> heldBack.incrementAndGet() > 0).waitsFor(word);
    }

    /** How many wait for an answer. */
    int heldBack() {
        return heldBack.get();
    }

    /** Its mail server answers. */
    void answers() {
        word.countDown();
    }

    boolean has(Database database, int shards) {
        return new Nodes(database)
                .sending().stream()
                        .filter(node -> node.shards() == shards)
                        .anyMatch(node -> node.name().endsWith("-" + process().pid()));
    }

    /** Whether it has logged the words. */
    boolean said(String words) {
        return log().contains(words);
    }

    /** All that it has printed. */
    String log() {
        try {
            return Files.readString(home.resolve("out.txt"))
                    + Files.readString(home.resolve("err.txt"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void signal(String name) {
        try {
            var kill = new ProcessBuilder("kill", "-" + name, Long.toString(process().pid()));
            assertThat(kill.start().waitFor()).isZero();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        Stream.of(process).flatMap(Optional::stream).forEach(Process::destroyForcibly);
        word.countDown();
        smtp.close();
    }
}
