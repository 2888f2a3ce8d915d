package org.briefwire.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.briefwire.dkim.DkimRecord;
import org.briefwire.dkim.NewKey;
import org.briefwire.testing.DnsStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsCheckTest {
    private static final NewKey KEY = NewKey.ed25519();
    private static final String RECORD = DkimRecord.of(KEY.key());
    private static final String PASTE =
            "publish: s1._domainkey.news.test. IN TXT \"%s\"".formatted(RECORD);

    @TempDir Path home;

    private final DnsStub dns = DnsStub.start();

    @AfterEach
    void stop() {
        dns.close();
    }

    @Test
    void allIsWell() throws IOException {
        dns.txt("s1._domainkey.news.test", RECORD)
                .txt("_dmarc.news.test", "v=DMARC1; p=reject; rua=mailto:dmarc@news.test")
                .txt("back.news.test", "site-verification=1")
                .txt("back.news.test", "v=spf1 include:spf.relay.test", " -all")
                .txt("spf.relay.test", "v=spf1 ip4:192.0.2.0/24 ~all")
                .address("smtp.relay.test", "192.0.2.25")
                .mx("back.news.test", 20, "mx2.news.test")
                .mx("back.news.test", 10, "mx1.news.test");

        assertThat(checked())
                .containsExactly(
                        "OK dkim s1: s1._domainkey.news.test has this key (Ed25519)",
                        "OK dmarc news.test: v=DMARC1; p=reject; rua=mailto:dmarc@news.test",
                        "OK spf back.news.test: is well made",
                        "OK mx back.news.test: bounces go to mx1.news.test, mx2.news.test");
    }

    @Test
    void whatIsMissingIsToldWithTheLineToPaste() throws IOException {
        assertThat(checked())
                .containsExactly(
                        "FAIL dkim s1: DNS has no key at s1._domainkey.news.test (publish: s1._domainkey.news.test. IN TXT \"%s\")"
                                .formatted(RECORD),
                        "WARN dmarc news.test: no DMARC record; Gmail, Yahoo and Microsoft want one from who sends much (publish: _dmarc.news.test. IN TXT \"v=DMARC1; p=none; rua=mailto:dmarc@news.test\")",
                        "WARN spf back.news.test: no SPF record (publish: back.news.test. IN TXT \"v=spf1 a:smtp.relay.test -all\" (with what your mail server's maker asks for))",
                        "FAIL mx back.news.test: back.news.test takes no mail, so bounces can't arrive (publish: back.news.test. IN MX 10 YOUR.MAIL.SERVER.)");
    }

    @Test
    void whatIsWrongIsTold() throws IOException {
        dns.txt("s1._domainkey.news.test", DkimRecord.of(NewKey.ed25519().key()))
                .txt("_dmarc.news.test", "v=DMARC1; p=none")
                .txt("_dmarc.news.test", "v=DMARC1; p=reject")
                .txt("back.news.test", "v=spf1 ip4:198.51.100.1 -all")
                .address("smtp.relay.test", "192.0.2.25")
                .mx("back.news.test", 0, "");

        assertThat(checked())
                .containsExactly(
                        "FAIL dkim s1: s1._domainkey.news.test has another key (publish: s1._domainkey.news.test. IN TXT \"%s\")"
                                .formatted(RECORD),
                        "FAIL dmarc news.test: _dmarc.news.test has several records (leave one)",
                        "WARN spf back.news.test: does not name smtp.relay.test (add 'a:smtp.relay.test' if it sends to the world itself, else what its maker asks for)",
                        "FAIL mx back.news.test: back.news.test takes no mail, so bounces can't arrive (publish: back.news.test. IN MX 10 YOUR.MAIL.SERVER.)");
    }

    @Test
    void aSpfRecordThatReceiversIgnoreIsAFault() throws IOException {
        for (var i = 0; i < 12; i++) {
            dns.txt("i%d.test".formatted(i), "v=spf1 include:i%d.test -all".formatted(i + 1));
        }
        dns.txt("back.news.test", "v=spf1 include:i0.test -all");

        assertThat(checked())
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith(
                                        "FAIL spf back.news.test: needs more than 10 DNS look-ups: receivers ignore it"));
    }

    @Test
    void openToAllIsWarnedOf() throws IOException {
        dns.txt("back.news.test", "v=spf1 +all");

        assertThat(checked())
                .contains("WARN spf back.news.test: lets anybody send (+all) (end it with -all)");
    }

    @Test
    void anRsaRecordOfTwoStringsIsOne() throws IOException {
        var key = NewKey.rsa();
        var record = DkimRecord.of(key.key());
        dns.txt("s1._domainkey.news.test", record.substring(0, 255), record.substring(255));

        assertThat(desk().signingWith(key).checked())
                .contains("OK dkim s1: s1._domainkey.news.test has this key (RSA with 2048 bits)");
    }

    @Test
    void aRecordThatTriesDkimOutIsWarnedOf() throws IOException {
        dns.txt("s1._domainkey.news.test", RECORD.replace("; p=", "; t=s:y; p="));

        assertThat(checked())
                .contains(
                        "WARN dkim s1: s1._domainkey.news.test says t=y: receivers take the mail for unsigned (take t=y out; %s)"
                                .formatted(PASTE));
    }

    @Test
    void aRecordThatTakesItsKeyBackIsAFault() throws IOException {
        dns.txt("s1._domainkey.news.test", "v=DKIM1; k=ed25519; p=");

        assertThat(checked())
                .contains(
                        "FAIL dkim s1: s1._domainkey.news.test is revoked (p= is empty) (%s)"
                                .formatted(PASTE));
    }

    @Test
    void severalRecordsOfOneKeyAreAFault() throws IOException {
        dns.txt("s1._domainkey.news.test", RECORD).txt("s1._domainkey.news.test", "v=DKIM1; p=");

        assertThat(checked())
                .contains(
                        "FAIL dkim s1: s1._domainkey.news.test has several keys (leave one; %s)"
                                .formatted(PASTE));
    }

    @Test
    void dnsThatFailsIsUnknownAndNoFault() throws IOException {
        dns.mx("news.test", 1, "mx.news.test")
                .fails("s1._domainkey.news.test", 2)
                .fails("_dmarc.news.test", 2)
                .fails("back.news.test", 2);

        assertThat(checked())
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).startsWith("UNKNOWN "));
        var gone = dns.address();
        dns.close();
        assertThat(new DnsDesk(home, gone).checked())
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("UNKNOWN dns: no name server"));
    }

    private List<String> checked() throws IOException {
        return desk().signingWith(KEY).checked("bounces: { address: b@back.news.test }");
    }

    private DnsDesk desk() {
        return new DnsDesk(home, dns.address());
    }
}
