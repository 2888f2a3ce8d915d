package org.briefwire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
    private static final Instant INSTANT = Instant.parse("2026-11-24T06:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void noBundleLacksAKeyOfAnother() {
        for (var language : Messages.languages()) {
            assertThat(Messages.bundle(language).keySet())
                    .as(language)
                    .isEqualTo(Messages.bundle("en").keySet());
        }
    }

    @ParameterizedTest
    @MethodSource("org.briefwire.message.Messages#languages")
    void everyPatternIsWellFormedAndSaysSomething(String language) {
        Messages.bundle(language)
                .forEach((key, pattern) -> {
                    assertThat(pattern).as(key).isNotBlank();
                    assertThatCode(() -> new MessageFormat(pattern, Locale.ROOT))
                            .as(key)
                            .doesNotThrowAnyException();
                });
    }

    @ParameterizedTest
    @CsvSource({"en,en", "de,de", "de-AT,de", "DE-ch-1996,de", "fr,en", "'',en", "§,en", "tr,en"})
    void theNearestBundleIsTaken(String tag, String language) {
        assertThat(Messages.in(tag).language()).isEqualTo(language);
    }

    @Test
    void pluralsFollowTheNumber() {
        assertThat(Messages.in("en").text("mail.subject.more", "It's on", 1))
                .isEqualTo("It's on – and one more");
        assertThat(Messages.in("de").text("mail.subject.more", "Da", 1200))
                .isEqualTo("Da – und 1.200 weitere");
    }

    @Test
    void aTextThatIsMissingIsAnError() {
        assertThatThrownBy(() -> Messages.in("de").text("no.such"))
                .hasMessage("there is no text 'no.such' in messages/de.properties");
    }

    @Test
    void datesAndNumbersAreTheReaders() {
        assertThat(Messages.in("en").date(INSTANT, BERLIN)).isEqualTo("Tuesday, November 24, 2026");
        assertThat(Messages.in("en-GB").date(INSTANT, BERLIN))
                .isEqualTo("Tuesday, 24 November 2026");
        assertThat(Messages.in("de").date(INSTANT, BERLIN))
                .isEqualTo("Dienstag, 24. November 2026");
        assertThat(Messages.in("en").dateTime(INSTANT, BERLIN))
                .isEqualTo("Nov 24, 2026, 7:00\u00A0AM");
        assertThat(Messages.in("de").dateTime(INSTANT, BERLIN)).isEqualTo("24.11.2026, 07:00");
        assertThat(Messages.in("de").number(1_234_567)).isEqualTo("1.234.567");
        assertThat(Messages.in("en").number(1_234_567)).isEqualTo("1,234,567");
    }

    @ParameterizedTest
    @CsvSource({
        "ar,rtl",
        "he-IL,rtl",
        "az-Arab,rtl",
        "ur,rtl",
        "az,ltr",
        "en,ltr",
        "'',ltr",
        "ar-Latn,ltr"
    })
    void aLanguageHasADirection(String tag, String word) {
        assertThat(Direction.ofLanguage(tag).word()).isEqualTo(word);
    }

    @ParameterizedTest
    @CsvSource({"abc,ltr", "שלום,rtl", "123 مرحبا,rtl", "123,ltr", "'',ltr"})
    void aTextHasADirection(String text, String word) {
        assertThat(Direction.ofText(text).word()).isEqualTo(word);
    }
}
