package org.briefwire.message;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;

/** Takes a {@link TextPattern} apart. */
final class TextPatternReader {
    private static final int LARGEST_INDEX = 9;

    private final String text;
    private int at;

    TextPatternReader(String text) {
        this.text = text;
    }

    List<TextPattern.Piece> read() {
        var pieces = pieces(Inside.TEXT);
        if (at < text.length()) {
            throw wrong("'}' has no '{'");
        }
        return pieces;
    }

    private enum Inside {
        TEXT,
        BRANCH
    }

    /** Up to the end, or to the brace that closes the branch. */
    private List<TextPattern.Piece> pieces(Inside inside) {
        var pieces = new ArrayList<TextPattern.Piece>();
        var literal = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '}') {
            var c = text.charAt(at++);
            if (c != '{' && !(c == '#' && inside == Inside.BRANCH)) {
                literal.append(c);
                continue;
            }
            flush(literal, pieces);
            pieces.add(c == '#' ? new TextPattern.Piece.Count() : argument(inside));
        }
        flush(literal, pieces);
        return pieces;
    }

    private static void flush(StringBuilder literal, List<TextPattern.Piece> pieces) {
        if (!literal.isEmpty()) {
            pieces.add(new TextPattern.Piece.Literal(literal.toString()));
            literal.setLength(0);
        }
    }

    private TextPattern.Piece argument(Inside inside) {
        var index = index();
        if (isNext('}')) {
            return new TextPattern.Piece.Argument(index);
        }
        expect(',');
        var kind = word();
        if (!kind.equals("plural")) {
            throw wrong(
                    "'%s' is not known; write {%d} or {%d, plural, …}"
                            .formatted(kind, index, index));
        }
        if (inside == Inside.BRANCH) {
            throw wrong("a plural within a plural");
        }
        expect(',');
        return choice(index);
    }

    private TextPattern.Piece choice(int index) {
        var exact = new HashMap<Long, List<TextPattern.Piece>>();
        var byForm = new EnumMap<Plural, List<TextPattern.Piece>>(Plural.class);
        while (!isNext('}')) {
            var value = isNext('=');
            var name = word();
            expect('{');
            var branch = pieces(Inside.BRANCH);
            expect('}');
            if (value) {
                exact.put(number(name), branch);
                continue;
            }
            var plural =
                    Plural.named(name)
                            .orElseThrow(() ->
                                    wrong(
                                            "'%s' is no plural form; they are zero, one, two, few, many, other"
                                                    .formatted(name)));
            byForm.put(plural, branch);
        }
        if (!byForm.containsKey(Plural.OTHER)) {
            throw wrong("the plural has no 'other'");
        }
        return new TextPattern.Piece.Choice(index, exact, byForm);
    }

    private int index() {
        var number = number(word());
        if (number > LARGEST_INDEX) {
            throw wrong("an argument is {0} to {%d}".formatted(LARGEST_INDEX));
        }
        return (int) number;
    }

    private long number(String word) {
        if (!word.matches("[0-9]{1,9}")) {
            throw wrong("'%s' is no number".formatted(word));
        }
        return Long.parseLong(word);
    }

    private String word() {
        skip();
        var start = at;
        while (at < text.length() && Character.isLetterOrDigit(text.charAt(at))) {
            at++;
        }
        return text.substring(start, at);
    }

    private boolean isNext(char c) {
        skip();
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private void expect(char c) {
        if (!isNext(c)) {
            throw wrong("'%c' is missing".formatted(c));
        }
    }

    private void skip() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    private IllegalArgumentException wrong(String what) {
        return new IllegalArgumentException(
                "%s, at character %d of \"%s\"".formatted(what, at + 1, text));
    }
}
