package org.briefwire.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key with a self-signed certificate, made by the JDK's keytool; who trusts it connects. */
public final class TestKeys {
    private static final char[] PASSWORD = "password".toCharArray();

    private final SSLContext context;

    private TestKeys(SSLContext context) {
        this.context = context;
    }

    /** A key for localhost. */
    public static TestKeys localhost() {
        return Localhost.KEYS;
    }

    /** A key for another name than the one that is connected to. */
    public static TestKeys elsewhere() {
        return Elsewhere.KEYS;
    }

    private static final class Localhost {
        static final TestKeys KEYS = make("localhost");
    }

    private static final class Elsewhere {
        static final TestKeys KEYS = make("elsewhere.example");
    }

    /** Shows the certificate, and trusts it and no other. */
    public SSLContext context() {
        return context;
    }

    private static TestKeys make(String host) {
        try {
            var folder = Files.createTempDirectory("briefwire-key");
            var file = folder.resolve("key.p12");
            try {
                run(host, file);
                var store = KeyStore.getInstance(file.toFile(), PASSWORD);
                var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                keys.init(store, PASSWORD);
                var trusted = KeyStore.getInstance("PKCS12");
                trusted.load(null, PASSWORD);
                trusted.setCertificateEntry("it", store.getCertificate("it"));
                var trust =
                        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
                trust.init(trusted);
                var context = SSLContext.getInstance("TLS");
                context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
                return new TestKeys(context);
            } finally {
                Files.deleteIfExists(file);
                Files.deleteIfExists(folder);
            }
        } catch (IOException | GeneralSecurityException | InterruptedException e) {
            throw new IllegalStateException("no key for " + host, e);
        }
    }

    private static void run(String host, Path file) throws IOException, InterruptedException {
        var tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var process =
                new ProcessBuilder(
                                tool,
                                "-J-Duser.language=en",
                                "-genkeypair",
                                "-alias",
                                "it",
                                "-keyalg",
                                "EC",
                                "-dname",
                                "CN=" + host,
                                "-ext",
                                "san=dns:" + host,
                                "-validity",
                                "30",
                                "-storetype",
                                "PKCS12",
                                "-storepass",
                                new String(PASSWORD),
                                "-keystore",
                                file.toString())
                        .redirectErrorStream(true)
                        .start();
        var said =
                new String(
                        process.getInputStream().readAllBytes(),
                        java.nio.charset.StandardCharsets.UTF_8);
        if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
            throw new IOException("keytool: " + said);
        }
    }
}
