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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** RFC 7208 sections 5.3, 5.4 and 5.6; the server has 192.0.2.25 or 2001:db8::25. */
    @ParameterizedTest
    @CsvSource({
        "a:near4.test, smtp4, does not name",
        "a:near4.test/32, smtp4, does not name",
        "a:near4.test/24, smtp4, is well made",
        "a:near4.test/0, smtp4, is well made",
        "a:near4.test//24, smtp4, does not name",
        "a/24, smtp4, is well made",
        "a/27, smtp4, does not name",
        "a, smtp4, does not name",
        "mx/24, smtp4, is well made",
        "mx, smtp4, does not name",
        "mx:other.test/24, smtp4, is well made",
        "mx:other.test, smtp4, does not name",
        "?a/24, smtp4, does not name",
        "a:near6.test, smtp6, does not name",
        "a:near6.test/24, smtp6, does not name",
        "a:near6.test//64, smtp6, is well made",
        "a:near6.test/24//64, smtp6, is well made",
        "a:near6.test/24//128, smtp6, does not name",
        "a//64, smtp6, is well made",
        "a/24//64, smtp4, is well made",
        "mx//64, smtp6, is well made",
        "mx/24//127, smtp6, does not name",
        "ip4:192.0.2.0/24, smtp4, is well made",
        "ip6:2001:db8::/64, smtp6, is well made",
    })
    void aNetworkAroundAHostIsNamedWithIt(String mechanism, String server, String finding)
            throws IOException {
        for (var near : List.of("near4.test", "back.news.test", "mx.test")) {
            dns.address(near, "192.0.2.77");
        }
        for (var near : List.of("near6.test", "back.news.test", "mx.test")) {
            dns.address(near, "2001:db8::77");
        }
        dns.txt("back.news.test", "v=spf1 %s -all".formatted(mechanism))
                .mx("back.news.test", 10, "mx.test")
                .mx("other.test", 10, "mx.test")
                .address("smtp.relay.test", server.equals("smtp4") ? "192.0.2.25" : "2001:db8::25");

        assertThat(checked())
                .filteredOn(line -> line.contains(" spf "))
                .singleElement()
                .asString()
                .contains("spf back.news.test: " + finding);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a/33",
                "a/x",
                "a/",
                "a/24/64",
                "a//129",
                "mx/024",
                "ip4:192.0.2.0/33",
                "ip6:2001:db8::/129",
                "ip4:192.0.2.0/-1"
            })
    void aNetworkThatIsNoneIsAFault(String mechanism) throws IOException {
        dns.txt("back.news.test", "v=spf1 %s -all".formatted(mechanism))
                .address("back.news.test", "192.0.2.77")
                .address("back.news.test", "2001:db8::77")
                .address("smtp.relay.test", "192.0.2.25")
                .mx("back.news.test", 10, "back.news.test");

        assertThat(checked())
                .anySatisfy(line ->
                        assertThat(line)
                                .startsWith("FAIL spf back.news.test: '")
                                .contains(": receivers ignore it"));
    }

    /** RFC 7208 section 6.1: wherever they stand. */
    @ParameterizedTest
    @CsvSource({
        "redirect=spf.test, is well made",
        "ip4:198.51.100.1 redirect=spf.test, is well made",
        "redirect=spf.test ip4:198.51.100.1, is well made",
        "redirect=spf.test -all, does not name",
        "~all redirect=spf.test, does not name",
        "?ALL Redirect=spf.test, does not name",
        "-all redirect=nowhere.test, does not name",
        "include:all.test redirect=spf.test, is well made",
        "redirect=nowhere.test, leads to no SPF record",
    })
    void whereARecordHasAllNoRedirectIsFollowed(String terms, String finding) throws IOException {
        dns.txt("back.news.test", "v=spf1 " + terms)
                .txt("spf.test", "v=spf1 ip4:192.0.2.0/24 -all")
                .txt("all.test", "v=spf1 -all")
                .address("smtp.relay.test", "192.0.2.25");

        assertThat(checked())
                .filteredOn(line -> line.contains(" spf "))
                .singleElement()
                .asString()
                .contains(finding);
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
