package org.briefwire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.briefwire.config.ConfigReader;
import org.briefwire.dkim.DkimRecord;
import org.briefwire.testing.CommandLineRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DkimNewCommandTest {
    private static final Pattern STRINGS = Pattern.compile("\"([^\"]{1,255})\"");

    @TempDir Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"--rsa", "--ed25519"})
    void theKeyThatItPrintsCanBePastedAndSigns(String kind) throws IOException {
        CommandLineRun.in(folder, "init", "news");
        var home = folder.resolve("news");

        var run = CommandLineRun.in(home, "dkim", "new", "Example.ORG", "--selector", "s1", kind);

        assertThat(run.code()).as(run.err()).isZero();
        var file = home.resolve("config/dkim-s1.pem");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        var config = home.resolve("config/briefwire.yaml");
        Files.writeString(
                config, Files.readString(config) + "\n" + section(run.out(), "\ndkim:\n"));
        var keys = new ConfigReader(Map.of()).read(config).config().dkim();
        assertThat(keys).hasSize(1);
        var record = section(run.out(), "s1._domainkey.example.org. IN TXT ");
        assertThat(
                        STRINGS.matcher(record)
                                .results()
                                .map(m -> m.group(1))
                                .reduce("", String::concat))
                .isEqualTo(DkimRecord.of(keys.getFirst().key()));
        assertThat(
                        DkimRecord.compare(
                                keys.getFirst().key(),
                                List.of(DkimRecord.of(keys.getFirst().key()))))
                .isEqualTo(DkimRecord.Fit.RIGHT);
    }

    @Test
    void aKeyIsNamedAfterItsKindAndTheMonthAndNeverReplaced() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        assertThat(CommandLineRun.in(folder, "dkim", "new", "example.org").code()).isZero();
        var file = folder.resolve("config/dkim-rsa202611.pem");
        var kept = Files.readString(file);

        var again = CommandLineRun.in(folder, "dkim", "new", "example.org");

        assertThat(again.code()).isEqualTo(1);
        assertThat(again.err())
                .isEqualTo(
                        "briefwire: "
                                + file
                                + " is there already and stays as it is; --selector names another"
                                + " key\n");
        assertThat(file).hasContent(kept);
    }

    @Test
    void wrongUsageSaysWhatWouldBeRight() throws IOException {
        Files.createDirectory(folder.resolve("config"));
        assertThat(CommandLineRun.in(folder, "dkim", "new", "org").err())
                .contains("'org' is not a domain; one looks like example.org");
        assertThat(CommandLineRun.in(folder, "dkim", "new", "a.org", "--selector", "../x").err())
                .contains("'../x' is not a selector; it has letters, digits and '-', such as s1");
        assertThat(CommandLineRun.in(folder, "dkim", "new", "a.org", "--rsa", "--ed25519").code())
                .isEqualTo(2);
        assertThat(folder.resolve("config")).isEmptyDirectory();
    }

    private static String section(String out, String start) {
        var from = out.indexOf(start);
        assertThat(from).as(out).isNotNegative();
        return out.substring(from, out.indexOf("\n\n", from) + 1);
    }
}
