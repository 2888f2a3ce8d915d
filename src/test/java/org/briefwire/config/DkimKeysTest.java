package org.briefwire.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the config says of signing keys: file, line, what is wrong and what would be right. */
class DkimKeysTest {
    private static final String LEAST =
            """
            publication: { title: News, url: "https://news.example.org", sender: news@example.org }
            sources: [ { id: desk, folder: incoming } ]
            lists: [ { id: daily, title: Daily, cadences: [ { id: instant } ] } ]
            dkim:
            """;

    @TempDir Path home;

    @BeforeEach
    void keys() throws GeneralSecurityException, IOException {
        Files.createDirectory(home.resolve("config"));
        write("rsa.pem", "PRIVATE KEY", privateKey("RSA", 2048));
        write("weak.pem", "PRIVATE KEY", privateKey("RSA", 1024));
        write("broken.pem", "PRIVATE KEY", privateKey("RSA", 512));
        write("ed.pem", "PRIVATE KEY", privateKey("Ed25519", 255));
        write("ec.pem", "PRIVATE KEY", privateKey("EC", 256));
        write("x.pem", "EC PRIVATE KEY", new byte[] {1});
        write("locked.pem", "ENCRYPTED PRIVATE KEY", new byte[] {1});
        write("public.pem", "PUBLIC KEY", new byte[] {1});
        Files.writeString(home.resolve("config/text.pem"), "no key");
    }

    @Test
    void rsaAndEd25519SignTogether() throws IOException {
        var read =
                read(
                        """
                          - { domain: example.org, selector: s1, key: "${file:config/rsa.pem}" }
                          - { domain: example.org, selector: s2, key: "${file:config/ed.pem}" }
                        """);

        assertThat(read.config().dkim())
                .extracting(key -> key.name() + " " + key.key())
                .containsExactly(
                        "s1._domainkey.example.org RSA with 2048 bits",
                        "s2._domainkey.example.org Ed25519");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void whatCanBeLivedWithIsWarnedOf() throws IOException {
        var read =
                read(
                        """
                          - { domain: example.org, selector: s1, key: "${file:config/weak.pem}" }
                          - { domain: example.net, selector: s2, key: "${file:config/ed.pem}" }
                        """);

        assertThat(read.warnings())
                .extracting(Problem::toString)
                .containsExactly(
                        "5: dkim[0].key: is an RSA key of 1024 bits; large receivers want 2048 (RFC 8301): 'briefwire dkim new' makes one",
                        "6: dkim[1].domain: example.net signs nothing: mail comes from example.org",
                        "6: dkim[1].key: is Ed25519, which many receivers don't check yet; let an RSA key sign beside it: 'briefwire dkim new example.net --rsa' makes one");
    }

    @Test
    void whatCannotSignIsRefusedWithItsLine() {
        assertThat(
                        problems(
                                """
                                  - { domain: example.org, selector: a, key: "${file:config/broken.pem}" }
                                  - { domain: example.org, selector: b, key: "${file:config/ec.pem}" }
                                  - { domain: example.org, selector: c, key: "${file:config/x.pem}" }
                                  - { domain: example.org, selector: d, key: "${file:config/locked.pem}" }
                                  - { domain: example.org, selector: e, key: "${file:config/public.pem}" }
                                  - { domain: example.org, selector: f, key: "${file:config/text.pem}" }
                                  - { domain: example.org, selector: g, key: "${file:config/none.pem}" }
                                  - { domain: example, selector: h, key: "${file:config/rsa.pem}" }
                                  - { domain: example.org, selector: "i j", key: "${file:config/rsa.pem}" }
                                  - { domain: example.org, selector: k, key: "${file:config/rsa.pem}" }
                                  - { domain: example.org, selector: k, key: "${file:config/ed.pem}" }
                                """))
                .containsExactly(
                        "5: dkim[0].key: config/broken.pem is an RSA key of 512 bits; receivers ignore one under 1024 (RFC 8301), 2048 are right; 'briefwire dkim new example.org' makes a right one",
                        "6: dkim[1].key: config/ec.pem is neither an RSA nor an Ed25519 key, or is damaged; 'briefwire dkim new example.org' makes a right one",
                        "7: dkim[2].key: config/x.pem is of the kind 'EC PRIVATE KEY'; DKIM signs with RSA or Ed25519; 'briefwire dkim new example.org' makes a right one",
                        "8: dkim[3].key: config/locked.pem is encrypted; 'openssl pkey -in FILE -out PLAIN' takes the passphrase off, then protect the file by its mode; 'briefwire dkim new example.org' makes a right one",
                        "9: dkim[4].key: config/public.pem is the public half; the private key signs; 'briefwire dkim new example.org' makes a right one",
                        "10: dkim[5].key: config/text.pem is no key in PEM, which begins with -----BEGIN PRIVATE KEY-----; 'briefwire dkim new example.org' makes a right one",
                        "11: dkim[6].key: %s can't be read"
                                .formatted(home.resolve("config/none.pem")),
                        "12: dkim[7].domain: 'example' is not a domain; one looks like example.org",
                        "13: dkim[8].selector: 'i j' is not a selector; it has letters, digits and '-', such as s1",
                        "15: dkim[10].selector: k._domainkey.example.org has a key already, in line 14; choose another selector");
    }

    private ReadConfig read(String dkim) throws IOException {
        var file = Files.writeString(home.resolve("config/briefwire.yaml"), LEAST + dkim);
        return new ConfigReader(Map.of()).read(file);
    }

    private List<String> problems(String dkim) {
        var thrown = catchThrowableOfType(ConfigException.class, () -> read(dkim));
        return thrown.problems().stream().map(Problem::toString).toList();
    }

    private void write(String name, String label, byte[] octets) throws IOException {
        Files.writeString(
                home.resolve("config").resolve(name),
                "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
                        .formatted(label, Base64.getMimeEncoder().encodeToString(octets)));
    }

    private static byte[] privateKey(String algorithm, int bits) throws GeneralSecurityException {
        var generator = KeyPairGenerator.getInstance(algorithm);
        generator.initialize(bits);
        return generator.generateKeyPair().getPrivate().getEncoded();
    }
}
