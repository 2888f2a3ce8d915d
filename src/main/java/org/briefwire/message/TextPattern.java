package org.briefwire.message;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongFunction;
import java.util.stream.Collectors;

/**
 * A text with places for arguments: {@code {0}}, and {@code {0, plural, =0{none} one{# mail}
 * other{# mails}}}, in which # is the number. This is ICU's way to write them, so that translators'
 * tools know it; an apostrophe is an apostrophe, and braces can't be quoted.
 */
final class TextPattern {
    private final List<Piece> pieces;
    private final PluralRules rules;

    TextPattern(List<Piece> pieces, PluralRules rules) {
        this.pieces = List.copyOf(pieces);
        this.rules = rules;
    }

    sealed interface Piece {
        /** Stands as it is. */
        record Literal(String text) implements Piece {}

        /** An argument. */
        record Argument(int index) implements Piece {}

        /** The number that chose the branch. */
        record Count() implements Piece {}

        /** One branch of several, by a number: by its value, else by its form. */
        record Choice(int index, Map<Long, List<Piece>> exact, Map<Plural, List<Piece>> byForm)
                implements Piece {
            List<Piece> branch(long number, PluralRules rules) {
                var one = exact.get(number);
                if (one != null) {
                    return one;
                }
                var form = byForm.get(rules.of(number));
                return form == null ? byForm.getOrDefault(Plural.OTHER, List.of()) : form;
            }
        }
    }

    /**
     * The text of a pattern.
     *
     * @param rules of the language that it is written in
     * @throws IllegalArgumentException when it is malformed, saying where
     */
    static TextPattern of(String text, PluralRules rules) {
        return new TextPattern(new TextPatternReader(text).read(), rules);
    }

    /** The text with its arguments; numbers are written by the function. */
    String filled(List<Object> arguments, LongFunction<String> number) {
        var text = new StringBuilder();
        append(text, pieces, new Filling(arguments, number, ""));
        return text.toString();
    }

    private record Filling(List<Object> arguments, LongFunction<String> number, String count) {
        Object argument(int index) {
            if (index >= arguments.size()) {
                throw new IllegalArgumentException(
                        "argument {%d} is wanted, and there are %d"
                                .formatted(index, arguments.size()));
            }
            return arguments.get(index);
        }

        long whole(int index) {
            return switch (argument(index)) {
                case Integer number -> number;
                case Long number -> number;
                default ->
                        throw new IllegalArgumentException(
                                "argument {%d} is no whole number".formatted(index));
            };
        }

        String written(int index) {
            return switch (argument(index)) {
                case Integer value -> number.apply(value);
                case Long value -> number.apply(value);
                case Object other -> other.toString();
            };
        }
    }

    private void append(StringBuilder text, List<Piece> some, Filling filling) {
        for (var piece : some) {
            switch (piece) {
                case Piece.Literal literal -> text.append(literal.text());
                case Piece.Argument argument -> text.append(filling.written(argument.index()));
                case Piece.Count() -> text.append(filling.count());
                case Piece.Choice choice -> {
                    var number = filling.whole(choice.index());
                    var inside =
                            new Filling(
                                    filling.arguments(),
                                    filling.number(),
                                    filling.number().apply(number));
                    append(text, choice.branch(number, rules), inside);
                }
            }
        }
    }

    /** The arguments that it has a place for. */
    Set<Integer> arguments() {
        var found = new TreeSet<Integer>();
        collect(pieces, found);
        return found;
    }

    private static void collect(List<Piece> pieces, Set<Integer> found) {
        for (var piece : pieces) {
            switch (piece) {
                case Piece.Argument argument -> found.add(argument.index());
                case Piece.Choice choice -> {
                    found.add(choice.index());
                    choice.exact().values().forEach(branch -> collect(branch, found));
                    choice.byForm().values().forEach(branch -> collect(branch, found));
                }
                case Piece.Literal(var text) -> {}
                case Piece.Count() -> {}
            }
        }
    }

    /** The forms of each of its choices. */
    Set<Set<Plural>> forms() {
        return pieces.stream()
                .filter(Piece.Choice.class::isInstance)
                .map(piece -> ((Piece.Choice) piece).byForm().keySet())
                .collect(Collectors.toSet());
    }
}
