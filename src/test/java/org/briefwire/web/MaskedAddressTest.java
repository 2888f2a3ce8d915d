package org.briefwire.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.briefwire.model.EmailAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedAddressTest {
    @ParameterizedTest
    @CsvSource({
        "ada@example.org,a•••@e•••.org",
        "a@b.cd,a•••@b•••.cd",
        "ada+news@mail.example.co.uk,a•••@m•••.uk",
        "öda@exämple.org,ö•••@e•••.org"
    })
    void onlyItsOwnerKnowsItAgain(String address, String masked) {
        assertThat(MaskedAddress.of(EmailAddress.parse(address))).isEqualTo(masked);
    }
}
