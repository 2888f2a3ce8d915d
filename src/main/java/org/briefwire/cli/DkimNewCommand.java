package org.briefwire.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Objects;
import java.util.Optional;
import org.briefwire.app.NewSigningKey;
import org.briefwire.dkim.DkimKey;
import org.briefwire.dkim.DkimRecord;
import org.briefwire.dkim.NewKey;
import org.briefwire.model.BriefwireException;
import org.briefwire.model.EmailAddress;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "new",
        description =
                "Makes a signing key beside the config, and prints its DNS record and its lines in"
                        + " the config.")
final class DkimNewCommand extends BriefwireCommand {
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuuMM");

    @Parameters(paramLabel = "DOMAIN", description = "Who signs: the sender's domain.")
    @Nullable String domain;

    @Option(
            names = "--selector",
            paramLabel = "NAME",
            description = "The key's name in DNS; by default its kind and the month.")
    @Nullable String selector;

    @ArgGroup Algorithm algorithm = new Algorithm();

    /** What kind of key. */
    static final class Algorithm {
        @Option(names = "--rsa", description = "RSA with 2048 bits (default): all check it.")
        boolean rsa;

        @Option(
                names = "--ed25519",
                description = "Ed25519: short and quick, for a second signature.")
        boolean ed25519;
    }

    DkimNewCommand(Session session) {
        super(session);
    }

    @Override
    Exit run() {
        var folder = configFile().toAbsolutePath().getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BriefwireException(
                    "there is no folder %s to keep the key in; --config FILE names another, 'briefwire init DIR' makes a new installation"
                            .formatted(folder));
        }
        var made = algorithm.ed25519 ? NewKey.ed25519() : NewKey.rsa();
        var key = new DkimKey(signer(), selector(), made.key());
        var file = NewSigningKey.keep(made, key, folder);
        out().println(told(key, file, written(file)));
        return Exit.DONE;
    }

    private String signer() {
        var text = Objects.requireNonNull(domain);
        return EmailAddress.tryParse("postmaster@" + text)
                .map(EmailAddress::asciiDomain)
                .filter(ascii -> ascii.contains("."))
                .orElseThrow(() ->
                        wrongUsage(
                                "'%s' is not a domain; one looks like example.org"
                                        .formatted(text)));
    }

    private String selector() {
        var month = MONTH.format(clock().instant().atZone(ZoneOffset.UTC));
        var name = Optional.ofNullable(selector).orElse((algorithm.ed25519 ? "ed" : "rsa") + month);
        if (!name.matches("[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?")) {
            throw wrongUsage(
                    "'%s' is not a selector; it has letters, digits and '-', such as s1"
                            .formatted(name));
        }
        return name;
    }

    /** How the config names the file: relative to the installation when it is in there. */
    private String written(Path file) {
        var home = home(file);
        return file.startsWith(home)
                ? home.relativize(file).toString().replace('\\', '/')
                : file.toString();
    }

    private Path home(Path file) {
        try (var installation = installation()) {
            return installation.config().home();
        } catch (BriefwireException noConfigYet) {
            var folder = Objects.requireNonNull(file.getParent());
            return Optional.ofNullable(folder.getParent()).orElse(folder);
        }
    }

    private static String told(DkimKey key, Path file, String written) {
        return """
        A new key (%s) is in %s; only you may read it.

        1. Publish this TXT record; where a form asks for name and value, without the quotes and in one piece:

        %s

        2. When DNS shows it, add the key to the config ('dkim:' stands there once, each key in a line):

        dkim:
          - { domain: %s, selector: %s, key: "${file:%s}" }

        3. Ask whether all is well: briefwire check\
        """
                .formatted(
                        key.key(),
                        file,
                        DkimRecord.line(key),
                        key.domain(),
                        key.selector(),
                        written);
    }
}
