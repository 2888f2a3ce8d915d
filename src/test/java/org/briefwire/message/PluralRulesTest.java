package org.briefwire.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Against the samples of the CLDR's own chart. */
class PluralRulesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en | 1:one 0,2,11,101,1000000:other",
                "de | 1:one 0,2,21:other",
                "fr | 0,1:one 2,3,100:other 1000000,2000000:many",
                "es | 1:one 0,2:other 1000000:many",
                "ar | 0:zero 1:one 2:two 3,10,103,110:few 11,26,99,111,199:many 100,101,102,200,202:other",
                "ru | 1,21,101,1001:one 2,4,22,104:few 0,5,11,12,14,19,20,111,1000000:many",
                "zh | 0,1,2,100:other",
                "hi | 0,1:one 2,17:other",
                "pl | 1:one 2,4,22,104:few 0,5,11,12,14,21,25,101:many",
                "cs | 1:one 2,4:few 0,5,22:other",
                "sl | 1,101,201:one 2,102:two 3,4,104:few 0,5,11,100:other",
                "lv | 0,10,11,20,111:zero 1,21,101:one 2,9,22:other",
                "lt | 1,21,101:one 2,9,22,102:few 0,10,11,20,111:other",
                "ro | 1:one 0,2,16,101,119:few 20,35,100,120:other",
                "he | 1:one 2:two 0,3,10,20:other",
                "cy | 0:zero 1:one 2:two 3:few 6:many 4,5,7,8:other",
                "ga | 1:one 2:two 3,6:few 7,10:many 0,11,25:other",
                "mt | 1:one 2:two 0,3,10,103,109:few 11,19,111,117:many 20,35,100:other",
                "br | 1,21,31:one 2,22:two 3,4,9,23:few 1000000:many 0,5,11,12,71,92:other",
                "fil | 1,2,3,5,7,8,10,13:one 4,6,9,14,1004:other",
                "pt | 0,1:one 2:other",
                "pt-PT | 1:one 0,2:other",
                "tlh | 0,1,2:other"
            })
    void aNumberTakesItsForm(String language, String table) {
        var rules = PluralRules.of(Locale.forLanguageTag(language));
        var numbers =
                Arrays.stream(table.split(" ", -1))
                        .flatMap(group ->
                                Arrays.stream(group.split(":", -1)[0].split(",", -1))
                                        .map(n -> n + ":" + group.split(":", -1)[1]))
                        .toList();
        var found =
                numbers.stream()
                        .map(pair -> Long.parseLong(pair.split(":", -1)[0]))
                        .map(n -> n + ":" + rules.of(n).word())
                        .collect(Collectors.toList());
        assertThat(found).isEqualTo(numbers);
    }

    @Test
    void aNegativeNumberTakesTheFormOfItsAmount() {
        var russian = PluralRules.of(Locale.forLanguageTag("ru"));
        assertThat(LongStream.of(-1, -3, -5).mapToObj(russian::of))
                .containsExactly(Plural.ONE, Plural.FEW, Plural.MANY);
    }
}
