package org.briefwire.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.briefwire.dkim.NewKey;
import org.briefwire.testing.DnsStub;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DmarcCheckTest {
    private static final String REJECT = "v=DMARC1; p=reject";
    private static final String SIGNING =
            "(let your mail server sign for news.test, or 'briefwire dkim new news.test' makes a key)";

    @TempDir Path home;

    private final DnsStub dns = DnsStub.start().mx("news.test", 1, "mx.news.test");

    @AfterEach
    void stop() {
        dns.close();
    }

    /** The mail server may sign. */
    @Test
    void aPolicyThatRejectsWithoutAKeyOfOursIsWarnedOfAndNoFault() throws IOException {
        dns.txt("_dmarc.news.test", REJECT);

        assertThat(about(desk().checked()))
                .containsExactly(
                        "WARN dkim: no key of news.test is configured; large receivers refuse what nobody signs "
                                + SIGNING,
                        "WARN dmarc news.test: v=DMARC1; p=reject, and no key of news.test is configured: what nobody signs may be refused "
                                + SIGNING);
    }

    @Test
    void aPolicyThatOnlyWatchesThreatensNobody() throws IOException {
        dns.txt("_dmarc.news.test", "v=DMARC1; p=none");

        assertThat(about(desk().checked()))
                .contains(
                        "WARN dmarc news.test: v=DMARC1; p=none, and no key of news.test is configured "
                                + SIGNING);
    }

    @Test
    void aStrictPolicyWantsAKeyOfTheSendersOwnDomain() throws IOException {
        dns.txt("_dmarc.news.test", REJECT + "; adkim=s");
        var key = NewKey.ed25519();

        assertThat(about(desk().signingWith(key, "mail.news.test").checked()))
                .containsExactly(
                        "WARN dmarc news.test: v=DMARC1; p=reject; adkim=s, and no key of news.test is configured: what nobody signs may be refused "
                                + SIGNING);
        assertThat(about(desk().signingWith(key).checked()))
                .containsExactly("OK dmarc news.test: v=DMARC1; p=reject; adkim=s");
    }

    @Test
    void aReturnPathAboveOrBelowTheSenderAligns() throws IOException {
        dns.txt("_dmarc.news.test", REJECT);

        assertThat(returningTo("news.test")).containsExactly("OK dmarc news.test: " + REJECT);
        assertThat(returningTo("back.news.test")).containsExactly("OK dmarc news.test: " + REJECT);
    }

    @Test
    void aReturnPathOfAnotherDomainLeavesDmarcToDkimAlone() throws IOException {
        dns.txt("_dmarc.news.test", REJECT);

        assertThat(returningTo("back.relay.test"))
                .containsExactly("OK dmarc news.test: " + REJECT, alone("back.relay.test"));
        assertThat(returningTo("badnews.test")).contains(alone("badnews.test"));
    }

    @Test
    void aStrictPolicyWantsTheReturnPathInTheSendersOwnDomain() throws IOException {
        dns.txt("_dmarc.news.test", REJECT + "; aspf=s");

        assertThat(returningTo("back.news.test")).contains(alone("back.news.test"));
        assertThat(returningTo("news.test"))
                .containsExactly("OK dmarc news.test: v=DMARC1; p=reject; aspf=s");
    }

    /** So both are one organization's, though neither stands below the other. */
    @Test
    void aReturnPathBelowTheDomainThatHasTheRecordAligns() throws IOException {
        dns.txt("_dmarc.org.test", REJECT);
        dns.mx("news.org.test", 1, "mx.news.test");

        var checked =
                desk().from("desk@news.org.test")
                        .signingWith(NewKey.ed25519(), "org.test")
                        .checked("bounces: { address: b@back.org.test }");

        assertThat(about(checked)).containsExactly("OK dmarc news.org.test: " + REJECT);
    }

    private static String alone(String domain) {
        return "WARN dmarc news.test: mail returns to %s, which by its name does not align with news.test: DMARC rests on DKIM alone (a return path in news.test would count too)"
                .formatted(domain);
    }

    private List<String> returningTo(String domain) throws IOException {
        return about(
                desk().signingWith(NewKey.ed25519())
                        .checked("bounces: { address: b@%s }".formatted(domain)));
    }

    private DnsDesk desk() {
        return new DnsDesk(home, dns.address());
    }

    /** What is said of DMARC, and of who signs at all. */
    private static List<String> about(List<String> checked) {
        return checked.stream()
                .filter(line -> line.contains(" dmarc ") || line.contains(" dkim: "))
                .toList();
    }
}
