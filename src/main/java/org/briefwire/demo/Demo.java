package org.briefwire.demo;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.briefwire.app.Installation;
import org.briefwire.app.Server;
import org.briefwire.audience.ImportOrder;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.ListId;
import org.briefwire.model.Progress;
import org.briefwire.model.SubscriptionState;
import org.briefwire.run.Occasion;
import org.briefwire.run.RunReport;
import org.briefwire.template.Templates;

/**
 * An installation in a fresh folder, with sample briefings and readers, an agency's feed and a
 * mailbox of its own. Closing it ends all of them and removes the folder.
 */
public final class Demo implements AutoCloseable {
    private static final int FIRST_CHOICE = 8080;
    // it has no front matter to name its topic, so its folder does
    private static final String FOREIGN = "us-pushes-ukraine-donetsk.txt";

    private final Path home;
    private final DemoPost post;
    private final SampleFeed feed;
    private final Installation installation;
    private final String address;
    private Optional<Server> server = Optional.empty();

    private Demo(
            Path home, DemoPost post, SampleFeed feed, Installation installation, String address) {
        this.home = home;
        this.post = post;
        this.feed = feed;
        this.installation = installation;
        this.address = address;
    }

    /** Makes the folder and opens what is in it; nothing is collected or sent yet. */
    public static Demo open(InstantSource clock) {
        var post = DemoPost.open();
        var feed = SampleFeed.open();
        try {
            var home = Files.createTempDirectory("briefwire-demo-");
            var port = freePort();
            var address = "http://localhost:" + port;
            var config = home.resolve("config").resolve("briefwire.yaml");
            for (var name : Samples.briefings()) {
                var folder = name.equals(FOREIGN) ? "incoming-foreign" : "incoming";
                Samples.copy("briefings/" + name, home.resolve(folder).resolve(name));
            }
            Files.createDirectories(config.getParent());
            Files.writeString(config, config(address, port, post, feed));
            var installation = Installation.at(config, Map.of(), clock);
            return new Demo(home, post, feed, installation, address);
        } catch (IOException e) {
            throw new BriefwireException("the demo's folder can't be made: " + e.getMessage(), e);
        }
    }

    private static String config(String address, int port, DemoPost post, SampleFeed feed) {
        return new String(Samples.bytes("briefwire.yaml"), StandardCharsets.UTF_8)
                .replace("@url@", address)
                .replace("@port@", Integer.toString(port))
                .replace("@smtp@", Integer.toString(post.port()))
                .replace("@feed@", feed.address().toString());
    }

    private static int freePort() {
        try {
            return free(FIRST_CHOICE);
        } catch (IOException taken) {
            try {
                return free(0);
            } catch (IOException e) {
                throw new BriefwireException("no port is free: " + e.getMessage(), e);
            }
        }
    }

    private static int free(int port) throws IOException {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return socket.getLocalPort();
        }
    }

    /** Adds the sample readers and runs the main job once, with an edition at once. */
    public RunReport run() {
        var press = installation.press();
        for (var list : installation.config().lists()) {
            importReaders(list.id());
        }
        return press.mainJob().run(installation.config().lists(), Occasion.NOW, Progress.UNSEEN);
    }

    private void importReaders(ListId list) {
        var file = home.resolve("readers-" + list + ".csv");
        Samples.copy("readers-" + list + ".csv", file);
        var order =
                new ImportOrder(
                        file,
                        List.of(installation.list(list)),
                        SubscriptionState.ACTIVE,
                        ImportOrder.Mode.FOR_GOOD);
        installation
                .subscriberImport()
                .run(
                        order,
                        (line, reason) -> {
                            throw new BriefwireException("%s:%d: %s".formatted(file, line, reason));
                        },
                        Progress.UNSEEN);
    }

    /** Ends what is under way. Any thread may say so. */
    public void stop() {
        installation.stop();
    }

    /** How many mails the mailbox has. */
    public int arrived() {
        return post.arrived().size();
    }

    /** Serves pages, feeds and the mailbox, and says where each is. */
    public Map<String, String> serve() {
        var pages =
                new MailboxPages(
                        post, Templates.builtIn(), installation.config().publication().zone());
        server = Optional.of(installation.serve(pages.routes()));
        var addresses = new LinkedHashMap<String, String>();
        addresses.put("archive", address + "/");
        addresses.put("mailbox", address + "/mailbox");
        addresses.put("RSS", address + "/feed.rss");
        addresses.put("Atom", address + "/feed.atom");
        addresses.put("JSON Feed", address + "/feed.json");
        addresses.put("drop in", home.resolve("incoming").toString());
        return addresses;
    }

    @Override
    public void close() {
        server.ifPresent(Server::close);
        installation.close();
        feed.close();
        post.close();
        try (var files = Files.walk(home)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new BriefwireException(
                    "the demo's folder %s can't be removed: %s".formatted(home, e), e);
        }
    }
}
