package org.briefwire.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.briefwire.config.ConfigReader;
import org.briefwire.dkim.DkimRecord;
import org.briefwire.dkim.NewKey;
import org.briefwire.dns.JndiDns;
import org.briefwire.testing.DnsStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DnsCheckTest {
    private static final NewKey KEY = NewKey.ed25519();
    private static final String RECORD = DkimRecord.of(KEY.key());

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
    void aPolicyThatRejectsWithoutAKeyThatSignsIsAFault() throws IOException {
        dns.txt("_dmarc.news.test", "v=DMARC1; p=reject").mx("back.news.test", 1, "mx.news.test");

        assertThat(checked("", "bounces: { address: b@back.news.test }\n"))
                .contains(
                        "WARN dkim: mail from news.test is not signed; large receivers refuse that ('briefwire dkim new news.test' makes a key)",
                        "FAIL dmarc news.test: v=DMARC1; p=reject, and no key of news.test signs ('briefwire dkim new news.test' makes one)");
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
        assertThat(checkedAt(gone, config("")))
                .singleElement()
                .satisfies(line -> assertThat(line).startsWith("UNKNOWN dns: no name server"));
    }

    private List<String> checked() throws IOException {
        var file = Files.writeString(home.resolve("key.pem"), KEY.pem());
        return checked(
                "dkim: [ { domain: news.test, selector: s1, key: \"${file:%s}\" } ]\n"
                        .formatted(file),
                "bounces: { address: b@back.news.test }\n");
    }

    private List<String> checked(String... sections) throws IOException {
        return checkedAt(dns.address(), config(sections));
    }

    private static String config(String... sections) {
        return """
        publication: { title: News, url: "https://news.test", sender: desk@news.test }
        sources: [ { id: desk, folder: incoming } ]
        lists: [ { id: daily, title: Daily, cadences: [ { id: instant } ] } ]
        smtp: [ { id: main, host: smtp.relay.test } ]
        """
                + String.join("", sections);
    }

    private List<String> checkedAt(String server, String config) throws IOException {
        var file = Files.writeString(home.resolve("briefwire.yaml"), config);
        var read = new ConfigReader(Map.of()).read(file).config();
        return new DnsCheck(read, JndiDns.at(server))
                .all().stream()
                        .map(line ->
                                "%s %s: %s%s"
                                        .formatted(
                                                line.verdict(),
                                                line.what(),
                                                line.finding(),
                                                line.remedy().isEmpty()
                                                        ? ""
                                                        : " (" + line.remedy() + ")"))
                        .toList();
    }
}
