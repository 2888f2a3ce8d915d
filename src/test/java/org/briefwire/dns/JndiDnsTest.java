package org.briefwire.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.briefwire.testing.DnsStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JndiDnsTest {
    private final DnsStub stub = DnsStub.start();
    private final Dns dns = JndiDns.at(stub.address());

    @AfterEach
    void stop() {
        stub.close();
    }

    @Test
    void recordsAreFoundAndStringsJoined() {
        stub.txt("s1._domainkey.example.org", "v=DKIM1; k=rsa; p=AB", "CD", " \"E\\")
                .mx("example.org", 10, "mail.example.org")
                .address("mail.example.org", "192.0.2.1")
                .address("mail.example.org", "2001:db8::1");

        assertThat(dns.ask("s1._domainkey.example.org", Dns.Type.TXT).found())
                .containsExactly("v=DKIM1; k=rsa; p=ABCD \"E\\");
        assertThat(dns.ask("example.org", Dns.Type.MX).found())
                .containsExactly("10 mail.example.org.");
        assertThat(dns.ask("mail.example.org", Dns.Type.A).found()).containsExactly("192.0.2.1");
        assertThat(dns.ask("mail.example.org", Dns.Type.AAAA).found())
                .containsExactly("2001:db8::1");
    }

    @Test
    void nothingIsNotTheSameAsNobodyKnows() {
        stub.mx("example.org", 10, "mail.example.org").fails("broken.example.org", 2);

        assertThat(dns.ask("example.org", Dns.Type.TXT)).isEqualTo(new Answer.None());
        assertThat(dns.ask("none.example.org", Dns.Type.TXT)).isEqualTo(new Answer.None());
        assertThat(dns.ask("broken.example.org", Dns.Type.TXT))
                .isEqualTo(new Answer.Unknown("the name server can't tell (SERVFAIL)"));
    }

    @Test
    void aServerThatIsGoneIsUnknown() {
        stub.close();

        assertThat(dns.ask("example.org", Dns.Type.TXT)).isInstanceOf(Answer.Unknown.class);
    }

    @ParameterizedTest
    @CsvSource({
        "v=DMARC1;p=none, v=DMARC1;p=none",
        "'\"v=spf1 a:x\" .example.org', 'v=spf1 a:x.example.org'",
        "'\"v=spf1 a\" \" -all\"', 'v=spf1 a -all'",
        "'\"a \\\" b\"', 'a \" b'"
    })
    void theStringsOfARecordAreJoinedWithoutASpace(String strings, String joined) {
        assertThat(JndiDns.joined(strings)).isEqualTo(joined);
    }
}
