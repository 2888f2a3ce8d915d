package org.briefwire.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.briefwire.config.ConfigReader;
import org.briefwire.dkim.NewKey;
import org.briefwire.dns.JndiDns;

/**
 * An installation of news.test, and what 'check' says of its DNS.
 *
 * @param server the name server that is asked
 * @param sections more of the config
 */
record DnsDesk(Path home, String server, String sender, List<String> sections) {
    DnsDesk(Path home, String server) {
        this(home, server, "desk@news.test", List.of());
    }

    /** The same with another sender. */
    DnsDesk from(String address) {
        return new DnsDesk(home, server, address, sections);
    }

    /** The same with a key of news.test's own. */
    DnsDesk signingWith(NewKey key) throws IOException {
        return signingWith(key, "news.test");
    }

    DnsDesk signingWith(NewKey key, String domain) throws IOException {
        var file = Files.writeString(home.resolve("key.pem"), key.pem());
        var section =
                "dkim: [ { domain: %s, selector: s1, key: \"${file:%s}\" } ]"
                        .formatted(domain, file);
        return new DnsDesk(home, server, sender, List.of(section));
    }

    /** What is said, a line for each thing: the verdict, what it is, the finding, the remedy. */
    List<String> checked(String... more) throws IOException {
        var text =
                config()
                        + Stream.concat(sections.stream(), Stream.of(more))
                                .collect(Collectors.joining("\n"));
        var file = Files.writeString(home.resolve("briefwire.yaml"), text);
        var config = new ConfigReader(Map.of()).read(file).config();
        return new DnsCheck(config, JndiDns.at(server)).all().stream().map(DnsDesk::line).toList();
    }

    private String config() {
        return """
        publication: { title: News, url: "https://news.test", sender: %s }
        sources: [ { id: desk, folder: incoming } ]
        lists: [ { id: daily, title: Daily, cadences: [ { id: instant } ] } ]
        smtp: [ { id: main, host: smtp.relay.test } ]
        """
                .formatted(sender);
    }

    private static String line(Checked checked) {
        return "%s %s: %s%s"
                .formatted(
                        checked.verdict(),
                        checked.what(),
                        checked.finding(),
                        checked.remedy().isEmpty() ? "" : " (" + checked.remedy() + ")");
    }
}
