package org.briefwire.deliver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.briefwire.config.Config;
import org.briefwire.dkim.DkimKey;
import org.briefwire.dkim.NewKey;
import org.briefwire.link.Keys;
import org.briefwire.link.Links;
import org.briefwire.model.EmailAddress;
import org.briefwire.model.Secret;
import org.briefwire.store.Database;
import org.briefwire.store.Notices;
import org.briefwire.store.PostFixture;
import org.briefwire.testing.Dkimpy;
import org.briefwire.testing.MovableClock;
import org.briefwire.testing.SmtpServerStub;
import org.briefwire.testing.TestConfigs;
import org.briefwire.testing.TestDatabases;
import org.briefwire.watch.Metrics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mails that are no digests, as a server received them, before a verifier that is none of ours; for
 * digests there is {@code SignedDigestTest}.
 */
class SignedMailTest {
    private static final Instant DUE = Instant.parse("2026-11-24T07:00:00Z");
    private static final EmailAddress ADA = EmailAddress.parse("ada@example.com");
    private static final byte[] NOTICE =
            """
            From: The Daily Brief <briefings@example.org>
            To: ada@example.com
            Subject: Confirm,
             please

            .one dot
            ..two
            .

            """
                    .replace("\n", "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);

    @TempDir Path folder;

    private final SmtpServerStub stub = SmtpServerStub.start();
    private final MovableClock clock = new MovableClock(DUE);

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void editionsNoticesAndTestMailsPassWithBothKeysAndForgeriesWithNone() throws Exception {
        Dkimpy.assumeInstalled();
        var keys =
                List.of(
                        new DkimKey("example.org", "s1", NewKey.rsa().key()),
                        new DkimKey("example.org", "s2", NewKey.ed25519().key()),
                        new DkimKey("example.net", "s3", NewKey.rsa().key()));

        send(keys);

        var mails = new LinkedHashMap<String, byte[]>();
        for (var mail : stub.mails()) {
            mails.put("mail" + mails.size(), mail.bytes());
        }
        var signed = stub.mails().getFirst().text();
        forgeries(signed).forEach((name, mail) -> mails.put(name, octets(mail)));
        mails.put(
                "refolded",
                octets(
                        signed.replace(
                                "Subject: Confirm,\r\n please",
                                "SUBJECT:  Confirm,\t\r\n\tplease ")));
        mails.put("trailing", octets(signed.replace(".one dot\r\n", ".one  dot \t\r\n") + "\r\n"));
        var records =
                keys.stream()
                        .collect(
                                Collectors.toMap(
                                        DkimKey::name,
                                        key ->
                                                "v=DKIM1; k=%s; p=%s"
                                                        .formatted(
                                                                key.key().kind(),
                                                                key.key().publicKey())));

        var both = "rsa-sha256 passes, ed25519-sha256 passes";
        var none = "rsa-sha256 fails, ed25519-sha256 fails";
        assertThat(Dkimpy.verify(records, mails, folder))
                .containsExactly(
                        "mail0: " + both,
                        "mail1: " + both,
                        "mail2: " + both,
                        "mail3: " + both,
                        "from-in-front: " + none,
                        "subject-in-front: " + none,
                        "unsubscribe-added: " + none,
                        "header-changed: " + none,
                        "body-changed: " + none,
                        "refolded: " + both,
                        "trailing: " + both);
    }

    private static Map<String, String> forgeries(String signed) {
        var forged = new LinkedHashMap<String, String>();
        forged.put("from-in-front", "From: Mallory <m@example.org>\r\n" + signed);
        forged.put("subject-in-front", "Subject: Send money\r\n" + signed);
        forged.put("unsubscribe-added", "List-Unsubscribe: <https://m.example/>\r\n" + signed);
        forged.put("header-changed", signed.replace("Subject: Confirm", "Subject: Conform"));
        forged.put("body-changed", signed.replace("one dot", "two dots"));
        return forged;
    }

    /** A notice, which goes first, two deliveries, and a test mail. */
    private void send(List<DkimKey> keys) {
        var smtp = List.of(CourierKit.server(stub));
        var config = Configs.withDkim(Configs.withSmtp(TestConfigs.at(folder), smtp), keys);
        try (var database = Database.open(TestDatabases.fresh(TestDatabases.Kind.SQLITE, folder));
                var dispatch = dispatch(config, database)) {
            var fixture = new PostFixture(database);
            var edition = fixture.edition("s");
            fixture.deliver(edition, fixture.subscribe(List.of("a@b.org", "c@d.org")), DUE);
            new Notices(database).post(new Notices.Post("test", "once", ADA, NOTICE, DUE));
            assertThat(dispatch.sendDue().sent()).isEqualTo(2);
            assertThat(dispatch.handOverNow(ADA, NOTICE)).isInstanceOf(Outcome.Sent.class);
        }
        assertThat(stub.mails()).hasSize(4);
    }

    private Dispatch dispatch(Config config, Database database) {
        var links =
                new Links(config.publication(), Keys.of(new Secret("a-secret-of-the-tests-own")));
        return new Dispatch(config, database, links, CourierKit.equipment(clock, new Metrics()));
    }

    private static byte[] octets(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
