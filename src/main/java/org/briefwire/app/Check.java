package org.briefwire.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.briefwire.config.Config;
import org.briefwire.config.ConfigException;
import org.briefwire.config.SmtpServer;
import org.briefwire.config.Source;
import org.briefwire.deliver.SmtpProbe;
import org.briefwire.message.Languages;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.DataSize;
import org.briefwire.store.Allotment;
import org.briefwire.store.Nodes;
import org.briefwire.store.Soundness;

/** Looks at everything that an installation needs, before mail depends on it. */
public final class Check {
    /** A node is heard of each second; where another sends, it takes a silent one off the list. */
    private static final Duration SILENT = Duration.ofSeconds(15);

    private static final DataSize LITTLE = DataSize.parse("1GB");
    private static final DataSize TOO_LITTLE = DataSize.parse("100MB");

    private final Installation installation;

    public Check(Installation installation) {
        this.installation = installation;
    }

    /** What is wrong with a config that can't be used. */
    public static List<Checked> of(ConfigException broken) {
        return broken.problems().stream()
                .map(problem ->
                        Checked.fail(
                                "config",
                                broken.file() + ":" + problem,
                                "docs/configuration.md tells of every key"))
                .toList();
    }

    /** Everything, in the order in which it is needed. */
    public List<Checked> all() {
        var config = installation.config();
        var checked = new ArrayList<Checked>();
        checked.addAll(config(config));
        checked.add(database());
        checked.addAll(durability());
        checked.addAll(nodes());
        checked.addAll(sources(config));
        checked.addAll(new TemplateCheck(config.templates()).check());
        checked.addAll(messages(config));
        config.smtp().forEach(server -> checked.addAll(smtp(server)));
        checked.addAll(new DnsCheck(config, installation.dns()).all());
        checked.add(disk(config.home()));
        return List.copyOf(checked);
    }

    private List<Checked> config(Config config) {
        if (installation.warnings().isEmpty()) {
            return List.of(
                    Checked.ok(
                            "config",
                            "%d sources, %d lists, home %s"
                                    .formatted(
                                            config.sources().size(),
                                            config.lists().size(),
                                            config.home())));
        }
        return installation.warnings().stream()
                .map(problem ->
                        Checked.warn(
                                "config",
                                installation.file() + ":" + problem,
                                "change it when you go live"))
                .toList();
    }

    private Checked database() {
        try {
            var version = new Soundness(installation.database()).tried();
            return Checked.ok("database", "can be written, schema " + version);
        } catch (BriefwireException e) {
            return Checked.fail(
                    "database",
                    String.valueOf(e.getMessage()),
                    "see that database.url is right, and that this user may write there");
        }
    }

    private List<Checked> durability() {
        try {
            var off = new Soundness(installation.database()).switchedOff();
            return off.isEmpty() ? List.of() : List.of(forgetful(off));
        } catch (BriefwireException e) {
            return List.of(); // the line of the database says it
        }
    }

    private static Checked forgetful(List<String> off) {
        return Checked.warn(
                "database",
                "%s off: after a power cut mail may go out twice, or be lost"
                        .formatted(String.join(", ", off)),
                "switch on in postgresql.conf");
    }

    /** Those that share the database; a single one on SQLite needs no line. */
    private List<Checked> nodes() {
        try {
            return installation.database().isShared()
                    ? new Nodes(installation.database()).sending().stream().map(this::node).toList()
                    : List.of();
        } catch (BriefwireException outOfReach) {
            return List.of(); // the line of the database says it
        }
    }

    private Checked node(Nodes.Node node) {
        var silent = Duration.between(node.seen(), installation.clock().instant());
        var what =
                "%s sends %d of %d shards since %s"
                        .formatted(
                                node.name(),
                                node.shards(),
                                Allotment.SHARDS,
                                node.since().truncatedTo(ChronoUnit.SECONDS));
        return silent.compareTo(SILENT) < 0
                ? Checked.ok("node", what)
                : Checked.warn(
                        "node",
                        "%s, and has been silent for %d s".formatted(what, silent.toSeconds()),
                        "it is suspended, cut off or dead, and no other is there that takes what it had; or a clock is wrong");
    }

    private static List<Checked> sources(Config config) {
        var checked = new ArrayList<Checked>();
        for (var source : config.sources()) {
            switch (source) {
                case Source.Folder folder -> checked.add(folder(folder));
                case Source.Feed feed ->
                        checked.add(Checked.ok("source " + feed.id(), feed.feed().toString()));
            }
        }
        return checked;
    }

    private static Checked folder(Source.Folder source) {
        var what = "source " + source.id();
        if (!Files.isDirectory(source.folder())) {
            return Checked.warn(
                    what, source.folder() + " is no folder", "mkdir -p " + source.folder());
        }
        return Files.isReadable(source.folder())
                ? Checked.ok(what, source.folder().toString())
                : Checked.fail(
                        what,
                        source.folder() + " can't be read",
                        "chmod -R u+rX " + source.folder());
    }

    private static List<Checked> messages(Config config) {
        try {
            var languages = Languages.at(config.messages());
            var checked = new ArrayList<Checked>();
            for (var warning : languages.warnings()) {
                checked.add(
                        Checked.warn(
                                "messages",
                                warning,
                                "the built-in language nearest to it, or English, fills the gap"));
            }
            var spoken = languages.speaks(config.publication().language());
            if (!spoken) {
                checked.add(
                        Checked.warn(
                                "messages",
                                "nobody has translated '%s', the publication's language; English is used"
                                        .formatted(config.publication().language()),
                                "add %s/%s.properties"
                                        .formatted(
                                                config.messages(),
                                                config.publication().language())));
            }
            if (checked.isEmpty()) {
                checked.add(Checked.ok("messages", String.join(", ", languages.tags())));
            }
            return checked;
        } catch (BriefwireException e) {
            return List.of(
                    Checked.fail(
                            "messages", String.valueOf(e.getMessage()), "mend it, or remove it"));
        }
    }

    private static List<Checked> smtp(SmtpServer server) {
        var checked = new ArrayList<Checked>();
        for (var finding : new SmtpProbe().look(server)) {
            switch (finding.verdict()) {
                case GOOD -> checked.add(Checked.ok("smtp", finding.text()));
                case WARNING -> {} // the config's warnings have it, with its line
                case ERROR -> checked.add(Checked.fail("smtp", finding.text(), ""));
            }
        }
        return checked;
    }

    private static Checked disk(Path home) {
        var there = home;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            var free = Files.getFileStore(there).getUsableSpace();
            var finding = "%d MB free in %s".formatted(free / 1_000_000, there);
            if (free < TOO_LITTLE.octets()) {
                return Checked.fail("disk", finding, "make room: mail and feeds are kept there");
            }
            return free < LITTLE.octets()
                    ? Checked.warn("disk", finding, "make room soon")
                    : Checked.ok("disk", finding);
        } catch (IOException e) {
            return Checked.fail("disk", e.toString(), "see that %s can be read".formatted(there));
        }
    }
}
