package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose sign-ups are counted together. */
class ClientsTest {
    private static final Clients BEHIND_A_PROXY =
            new Clients(List.of("10.0.0.1", "10.0.0.2", "::1"));

    @Test
    void whatAStrangerSaysOfItselfCountsForNothing() {
        assertThat(new Clients(List.of()).of("203.0.113.9", "198.51.100.7"))
                .isEqualTo("203.0.113.9");
        assertThat(BEHIND_A_PROXY.of("203.0.113.9", "198.51.100.7")).isEqualTo("203.0.113.9");
    }

    @Test
    void aTrustedProxyNamesTheClientAndNobodyBeyondIt() {
        assertThat(BEHIND_A_PROXY.of("10.0.0.1", "198.51.100.7")).isEqualTo("198.51.100.7");
        assertThat(BEHIND_A_PROXY.of("10.0.0.1", "6.6.6.6, 198.51.100.7, 10.0.0.2"))
                .isEqualTo("198.51.100.7");
        assertThat(BEHIND_A_PROXY.of("10.0.0.1", "")).isEqualTo("10.0.0.1");
    }

    @Test
    void aHouseholdsAddressesAreOne() {
        assertThat(BEHIND_A_PROXY.of("2001:db8::1", ""))
                .isEqualTo(BEHIND_A_PROXY.of("2001:db8:0:0:ffff::2", ""))
                .isNotEqualTo(BEHIND_A_PROXY.of("2001:db8:0:1::1", ""));
        assertThat(BEHIND_A_PROXY.of("0:0:0:0:0:0:0:1%lo", "2001:db8::1"))
                .isEqualTo(BEHIND_A_PROXY.of("2001:db8::1", ""));
    }
}
