package org.briefwire.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.briefwire.testing.CommandLineRun;
import org.briefwire.testing.TestDatabases;

/** An installation in a folder, with two lists, on a database of either kind. */
record TestInstallation(Path home, String database) {
    static TestInstallation in(Path home, TestDatabases.Kind kind) {
        var database = TestDatabases.fresh(kind, home);
        try {
            Files.createDirectories(home.resolve("config"));
            Files.createDirectories(home.resolve("incoming"));
            Files.writeString(
                    home.resolve("config/briefwire.yaml"),
                    """
                    publication:
                      title: News
                      url: https://news.example.org
                      sender: news@example.org
                    database: { url: "%s" }
                    sources:
                      - { id: desk, folder: incoming }
                    lists:
                      - id: daily
                        title: Daily
                        cadences:
                          - { id: daily, cron: "0 0 7 ? * *" }
                          - { id: weekly, cron: "0 0 7 ? * MON" }
                      - id: science
                        title: Science
                        topics: [physics, biology]
                        cadences: [ { id: instant } ]
                    """
                            .formatted(database));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new TestInstallation(home, database);
    }

    CommandLineRun run(String... arguments) {
        return CommandLineRun.in(home, arguments);
    }
}
