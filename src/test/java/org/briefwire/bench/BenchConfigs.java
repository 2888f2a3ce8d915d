package org.briefwire.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.briefwire.config.Config;
import org.briefwire.config.ConfigReader;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.model.Secret;

/** An installation's config, as an operator would write it. */
final class BenchConfigs {
    static final String SECRET = "a-secret-of-the-bench";

    private BenchConfigs() {}

    /**
     * One list, one server; each mail with a return path of its own.
     *
     * @param url the database's; empty: the default
     * @param keys what signs
     */
    static Config at(Path home, String url, int port, int connections, List<Path> keys)
            throws IOException {
        var text =
                new StringBuilder(
                        """
                        home: %s
                        publication:
                          title: The Daily Brief
                          url: https://news.example.org
                          sender: "The Daily Brief <briefings@example.org>"
                          address: "1 Example Street, Example City"
                          zone: Europe/Berlin
                          language: en
                        sources:
                          - { id: desk, folder: incoming }
                        lists:
                          - id: daily
                            title: The Daily Brief
                            cadences: [ { id: daily, cron: "0 0 7 ? * *", zone: publication } ]
                        bounces:
                          address: bounces@example.org
                        smtp:
                          - { id: main, host: 127.0.0.1, port: %d, tls: none, connections: %d }
                        """
                                .formatted(home, port, connections));
        if (!url.isEmpty()) {
            text.append("database:\n  url: \"").append(url).append("\"\n");
        }
        if (!keys.isEmpty()) {
            text.append("dkim:\n");
        }
        keys.forEach(key ->
                text.append("  - { domain: example.org, selector: s1, key: \"${file:")
                        .append(key)
                        .append("}\" }\n"));
        var file = Files.writeString(home.resolve("briefwire.yaml"), text, StandardCharsets.UTF_8);
        return read(file);
    }

    static Config read(Path file) {
        return new ConfigReader(Map.of()).read(file).config();
    }

    static Links links(Config config) {
        return new Links(config.publication(), Keys.of(new Secret(SECRET)));
    }
}
