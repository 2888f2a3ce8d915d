package org.briefwire.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FeedDatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-11-23T10:00:00Z | 2026-11-23T10:00:00Z",
                "2026-11-23t10:00:00.1z | 2026-11-23T10:00:00.100Z",
                "2026-11-23T10:00:00.123456+01:00 | 2026-11-23T09:00:00.123456Z",
                "2026-11-23 10:00:00 | 2026-11-23T10:00:00Z",
                "2026-11-23T10:00 | 2026-11-23T10:00:00Z",
                "2026-11-23 | 2026-11-23T00:00:00Z",
                "Mon, 23 Nov 2026 10:00:00 GMT | 2026-11-23T10:00:00Z",
                "Mon, 23 Nov 2026 10:00:00 +0100 | 2026-11-23T09:00:00Z",
                "Mon, 23 Nov 2026 10:00:00 +01:00 | 2026-11-23T09:00:00Z",
                "Mon, 23 Nov 2026 10:00:00 | 2026-11-23T10:00:00Z",
                "Monday, 23-Nov-26 10:00:00 EST | 2026-11-23T15:00:00Z",
                "Thurs, 9 Apr 2026, 16:04 | 2026-04-09T16:04:00Z",
                "23rd June 2026 | 2026-06-23T00:00:00Z",
                "23 Nov 2026 10:00 Europe/Brussels | 2026-11-23T09:00:00Z",
                "Tue, 30 Jun 2015 23:59:60 GMT | 2015-06-30T23:59:59Z",
            })
    void readsWhatFeedsWrite(String text, Instant instant) {
        assertThat(FeedDates.parse(text)).contains(instant);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "soon",
                "1520932969",
                "Mon, 32 Nov 2026 10:00:00 GMT",
                "2026-13-01",
                "0001-01-01",
                "Mon, 23 Foo 2026 10:00:00 GMT",
                "23 Nov 2026 10:00 Nowhere/Land",
                "2026-02-30T10:00:00Z"
            })
    void whatIsNoDateIsNone(String text) {
        assertThat(FeedDates.parse(text)).isEmpty();
    }
}
