package org.briefwire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MessagesTest {
    private static final Instant INSTANT = Instant.parse("2026-11-24T06:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final Languages LANGUAGES = Languages.builtIn();

    static List<String> languages() {
        return LANGUAGES.tags();
    }

    @Test
    void theLanguagesAreThese() {
        assertThat(languages()).containsExactly("en", "de", "fr", "es", "ar", "ru", "zh", "hi");
    }

    @ParameterizedTest
    @MethodSource("languages")
    void noBundleLacksAKeyOrHasOneTooMany(String language) {
        var english = Languages.bundle("en");
        var bundle = Languages.bundle(language);
        assertThat(bundle.lacking(english)).as("what %s lacks", language).isEmpty();
        assertThat(english.lacking(bundle)).as("what only %s has", language).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("languages")
    void everyTextHasThePlacesOfTheEnglishOneAndSaysSomething(String language) {
        var english = Languages.bundle("en").texts();
        Languages.bundle(language)
                .texts()
                .forEach((key, text) -> {
                    assertThat(text.arguments())
                            .as("%s in %s", key, language)
                            .isEqualTo(english.getOrDefault(key, text).arguments());
                    assertThat(text.filled(List.of(1, 1, 1, 1), Long::toString))
                            .as("%s in %s", key, language)
                            .isNotBlank();
                });
    }

    /** Of all the forms that numbers up to two hundred take. */
    @ParameterizedTest
    @MethodSource("languages")
    void everyPluralHasTheFormsOfItsLanguage(String language) {
        var rules = PluralRules.of(Locale.forLanguageTag(language));
        var needed = EnumSet.of(Plural.OTHER);
        LongStream.rangeClosed(0, 200).forEach(n -> needed.add(rules.of(n)));
        Languages.bundle(language)
                .texts()
                .forEach((key, text) -> {
                    for (var forms : text.forms()) {
                        assertThat(forms).as("%s in %s", key, language).isEqualTo(needed);
                    }
                });
    }

    @ParameterizedTest
    @CsvSource({
        "en,en",
        "de,de",
        "de-AT,de",
        "DE-ch-1996,de",
        "fr,fr",
        "eo,en",
        "'',en",
        "§,en",
        "tr,en",
        "zh-CN,zh",
        "zh-Hans-SG,zh",
        "zh-TW,zh",
        "ar-EG,ar"
    })
    void theNearestBundleIsTaken(String tag, String language) {
        assertThat(LANGUAGES.in(tag).language()).isEqualTo(language);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fr-CH, fr;q=0.9, en;q=0.8 | fr",
                "ja, ru;q=0.5 | ru",
                "ja | de",
                "'' | de",
                "* | de",
                "en;q=0, hi | hi",
                "not a header!! | de"
            })
    void aBrowserGetsTheFirstLanguageThatIsSpoken(String header, String language) {
        assertThat(LANGUAGES.accepted(header, "de").language()).isEqualTo(language);
    }

    @Test
    void aBrowsersDialectIsKept() {
        assertThat(LANGUAGES.accepted("en-GB", "de").date(INSTANT, BERLIN))
                .isEqualTo("Tuesday, 24 November 2026");
    }

    @ParameterizedTest
    @CsvSource({
        "en,1,It's on – and one more",
        "en,1200,'It''s on – and 1,200 more'",
        "de,1,It's on – und eine weitere Meldung",
        "de,1200,It's on – und 1.200 weitere",
        "fr,2,It's on – et 2 autres informations",
        "es,2,It's on – y 2 noticias más",
        "ru,1,It's on – и ещё 1 новость",
        "ru,3,It's on – и ещё 3 новости",
        "ru,11,It's on – и ещё 11 новостей",
        "ru,21,It's on – и ещё 21 новость",
        "zh,5,It's on – 另有 5 条",
        "hi,5,It's on – और 5 अन्य समाचार",
        "ar,1,It's on – وخبر آخر",
        "ar,2,It's on – وخبران آخران",
        "ar,7,It's on – و7 أخبار أخرى",
        "ar,11,It's on – و11 خبرًا آخر",
        "ar,100,It's on – و100 خبر آخر"
    })
    void pluralsFollowTheNumber(String language, int count, String text) {
        assertThat(LANGUAGES.in(language).text("mail.subject.more", "It's on", count))
                .isEqualTo(text);
    }

    @Test
    void aTextThatIsMissingIsAnError() {
        assertThatThrownBy(() -> LANGUAGES.in("de").text("no.such"))
                .hasMessage("there is no text 'no.such' in messages/de.properties");
        assertThatThrownBy(() -> LANGUAGES.in("de").text("web.by"))
                .hasMessage(
                        "messages/de.properties: web.by: argument {0} is wanted, and there are 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | Tuesday, November 24, 2026 | Nov 24, 2026, 7:00\u00A0AM | 1,234,567 | Tuesday",
                "en-GB | Tuesday, 24 November 2026 | 24 Nov 2026, 07:00 | 1,234,567 | Tuesday",
                "de | Dienstag, 24. November 2026 | 24.11.2026, 07:00 | 1.234.567 | Dienstag",
                "fr | mardi 24 novembre 2026 | 24 nov. 2026 07:00 | 1\u202F234\u202F567 | mardi",
                "es | martes, 24 de noviembre de 2026 | 24 nov 2026, 7:00 | 1.234.567 | martes",
                "ar | الثلاثاء، 24 نوفمبر 2026 | 24\u200F/11\u200F/2026، 7:00 ص | 1,234,567 | الثلاثاء",
                "ar-EG | الثلاثاء، ٢٤ نوفمبر ٢٠٢٦ | ٢٤\u200F/١١\u200F/٢٠٢٦، ٧:٠٠ ص | ١٬٢٣٤٬٥٦٧ | الثلاثاء",
                "ru | вторник, 24 ноября 2026\u00A0г. | 24 нояб. 2026\u00A0г., 07:00 | 1\u00A0234\u00A0567 | вторник",
                "zh | 2026年11月24日星期二 | 2026年11月24日 07:00 | 1,234,567 | 星期二",
                "hi | मंगलवार, 24 नवंबर 2026 | 24 नव॰ 2026, 7:00 am | 1,234,567 | मंगलवार"
            })
    void datesAndNumbersAreTheReaders(
            String tag, String date, String dateTime, String number, String weekday) {
        var messages = LANGUAGES.in(tag);
        assertThat(
                        List.of(
                                messages.date(INSTANT, BERLIN),
                                messages.dateTime(INSTANT, BERLIN),
                                messages.number(1_234_567),
                                messages.weekday(DayOfWeek.TUESDAY)))
                .containsExactly(date, dateTime, number, weekday);
    }

    @Test
    void aTimeOfDayIsTheReaders() {
        assertThat(LANGUAGES.in("en").time(LocalTime.of(19, 5))).isEqualTo("7:05\u00A0PM");
        assertThat(LANGUAGES.in("de").time(LocalTime.of(19, 5))).isEqualTo("19:05");
    }

    @Test
    void onlyArabicRunsFromTheRight() {
        assertThat(languages().stream().filter(tag -> LANGUAGES.in(tag).rightToLeft()))
                .containsExactly("ar");
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
