package org.briefwire.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextPatternTest {
    private static TextPattern pattern(String text) {
        return TextPattern.of(text, PluralRules.of(Locale.ENGLISH));
    }

    private static String filled(String text, Object... arguments) {
        return pattern(text).filled(Arrays.asList(arguments), n -> "<" + n + ">");
    }

    @Test
    void argumentsStandWhereTheyBelong() {
        assertThat(filled("It's {1}, {0} and {1}; 100 #", "a", "b"))
                .isEqualTo("It's b, a and b; 100 #");
        assertThat(filled("{ 0 }", 7)).isEqualTo("<7>");
        assertThat(filled("{0}", 7L)).isEqualTo("<7>");
        assertThat(filled("{0}", "{1}")).isEqualTo("{1}");
    }

    @Test
    void aPluralChoosesByValueThenByForm() {
        var text = "{0, plural, =0{none for {1}} one{one} other{#, {1}!}}.";
        assertThat(filled(text, 0, "x")).isEqualTo("none for x.");
        assertThat(filled(text, 1, "x")).isEqualTo("one.");
        assertThat(filled(text, 5L, "x")).isEqualTo("<5>, x!.");
    }

    @Test
    void aFormThatIsNotWrittenIsOther() {
        var arabic = TextPattern.of("{0,plural,other{# x}}", PluralRules.of(Locale.of("ar")));
        assertThat(arabic.filled(List.of(2), Long::toString)).isEqualTo("2 x");
    }

    @Test
    void itKnowsItsArguments() {
        assertThat(pattern("{2} {0, plural, one{{1}} other{#}}").arguments())
                .isEqualTo(Set.of(0, 1, 2));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a } b | '}' has no '{', at character 3",
                "a {0 | ',' is missing",
                "{} | '' is no number",
                "{name} | 'name' is no number",
                "{10} | an argument is {0} to {9}",
                "{0,choice,1#one} | 'choice' is not known; write {0} or {0, plural, …}",
                "{0,plural,one{x}} | the plural has no 'other'",
                "{0,plural,many{x} others{y}} | 'others' is no plural form",
                "{0,plural,one{x} other{y} | '{' is missing",
                "{0,plural,other{{1,plural,other{x}}}} | a plural within a plural",
                "{0,plural,=x{a} other{b}} | 'x' is no number"
            })
    void whatIsMalformedIsSaidWithItsPlace(String text, String error) {
        assertThatThrownBy(() -> pattern(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(error);
    }

    @Test
    void aPluralOfNoNumberIsAnError() {
        assertThatThrownBy(() -> filled("{0,plural,other{x}}", "three"))
                .hasMessage("argument {0} is no whole number");
    }
}
