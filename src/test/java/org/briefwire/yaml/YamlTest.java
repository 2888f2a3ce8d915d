package org.briefwire.yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTest {
    @Test
    void everyValueKnowsItsLineAndColumn() {
        var root = Yaml.parse("title: \"A: B\"\nlists:\n  - daily\n  - { id: 7 }\nempty:\n");

        var id = scalar("id", 4, 7);
        assertThat(root)
                .isEqualTo(
                        new YamlNode.Mapping(
                                List.of(
                                        new YamlNode.Entry(
                                                scalar("title", 1, 1),
                                                new YamlNode.Scalar(
                                                        "A: B", YamlNode.Style.QUOTED, 1, 8)),
                                        new YamlNode.Entry(
                                                scalar("lists", 2, 1),
                                                new YamlNode.Sequence(
                                                        List.of(
                                                                scalar("daily", 3, 5),
                                                                new YamlNode.Mapping(
                                                                        List.of(
                                                                                new YamlNode.Entry(
                                                                                        id,
                                                                                        scalar(
                                                                                                "7",
                                                                                                4,
                                                                                                11))),
                                                                        4,
                                                                        5)),
                                                        3,
                                                        3)),
                                        new YamlNode.Entry(
                                                scalar("empty", 5, 1), scalar("", 5, 7))),
                                1,
                                1));
    }

    @Test
    void anEmptyTextIsNothing() {
        assertThat(Yaml.parse("# only a remark\n")).isEqualTo(scalar("", 1, 1));
        assertThat(((YamlNode.Scalar) Yaml.parse("")).isNothing()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: 1\\nb: 2\\na: 3 | 3 | 1 | 'a' stands twice, first in line 1",
                "a: &x 1\\nb: *x | 2 | 4 | an alias (*name); write the value out where it is used",
                "? [a]\\n: 1 | 1 | 3 | a key is a single value",
                "a: 1\\n---\\nb: 2 | 2 | 1 | a second document; one text holds one",
                "a: [1, 2 | 1 | 9 | expected ',' or ']', but got <stream end>",
                "a: 1\\n b: 2 | 2 | 3 | mapping values are not allowed here",
                "a: b: c | 1 | 5 | mapping values are not allowed here",
            })
    void aFaultSaysWhereAndWhat(String text, int line, int column, String problem) {
        assertThatThrownBy(() -> Yaml.parse(text.translateEscapes()))
                .isInstanceOfSatisfying(
                        YamlException.class,
                        fault -> {
                            assertThat(fault.problem()).isEqualTo(problem);
                            assertThat(List.of(fault.line(), fault.column()))
                                    .isEqualTo(List.of(line, column));
                        });
    }

    @Test
    void deepNestingIsRefusedNotFollowed() {
        assertThatThrownBy(() -> Yaml.parse("[".repeat(100_000)))
                .isInstanceOf(YamlException.class)
                .hasMessageContaining("nested deeper than 50");
    }

    private static YamlNode.Scalar scalar(String text, int line, int column) {
        return new YamlNode.Scalar(text, YamlNode.Style.PLAIN, line, column);
    }
}
