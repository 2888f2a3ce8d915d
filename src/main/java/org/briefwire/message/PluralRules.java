package org.briefwire.message;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.briefwire.model.BriefwireException;

/** Which {@link Plural} a whole number takes in one language, by plurals/rules.txt. */
final class PluralRules {
    private static final String FILE = "/plurals/rules.txt";
    private static final Map<String, PluralRules> RULES = read();
    private static final PluralRules NONE = new PluralRules(List.of());

    private final List<Rule> rules;

    private PluralRules(List<Rule> rules) {
        this.rules = rules;
    }

    /** A form, and the numbers that take it: one group of conditions of several. */
    private record Rule(Plural plural, List<List<Condition>> anyOf) {
        boolean holds(long number) {
            return anyOf.stream().anyMatch(all -> all.stream().allMatch(one -> one.holds(number)));
        }
    }

    /**
     * One comparison.
     *
     * @param modulus 0: the number itself
     */
    private record Condition(long modulus, boolean wanted, List<Range> ranges) {
        boolean holds(long number) {
            var value = modulus == 0 ? number : number % modulus;
            return wanted == ranges.stream().anyMatch(range -> range.has(value));
        }
    }

    private record Range(long from, long to) {
        boolean has(long value) {
            return from <= value && value <= to;
        }
    }

    /** The rules of a language; one that is not known has only 'other'. */
    static PluralRules of(Locale locale) {
        var regional = RULES.get(locale.getLanguage() + "-" + locale.getCountry());
        return regional == null ? RULES.getOrDefault(locale.getLanguage(), NONE) : regional;
    }

    /** The form of a number. */
    Plural of(long number) {
        var positive = Math.abs(number);
        return rules.stream()
                .filter(rule -> rule.holds(positive))
                .map(Rule::plural)
                .findFirst()
                .orElse(Plural.OTHER);
    }

    /** Every form that the language has. */
    Set<Plural> plurals() {
        var plurals = EnumSet.of(Plural.OTHER);
        rules.forEach(rule -> plurals.add(rule.plural()));
        return plurals;
    }

    private static Map<String, PluralRules> read() {
        var known = new HashMap<String, PluralRules>();
        try (var bytes = PluralRules.class.getResourceAsStream(FILE)) {
            if (bytes == null) {
                throw new BriefwireException(FILE + " is missing from the program");
            }
            var text = new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            text.lines()
                    .filter(line -> !line.startsWith("#"))
                    .forEach(line -> {
                        var halves = line.split(" \\| ", 2);
                        var rules = new PluralRules(rules(halves[1]));
                        for (var language : halves[0].split(" ", -1)) {
                            known.put(language, rules);
                        }
                    });
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " can't be read", e);
        }
        return Map.copyOf(known);
    }

    private static List<Rule> rules(String text) {
        return Arrays.stream(text.split("; ", -1))
                .map(rule -> {
                    var halves = rule.split(" ", 2);
                    return new Rule(Plural.named(halves[0]).orElseThrow(), conditions(halves[1]));
                })
                .toList();
    }

    private static List<List<Condition>> conditions(String text) {
        var anyOf = new ArrayList<List<Condition>>();
        for (var all : text.split(" or ", -1)) {
            anyOf.add(Arrays.stream(all.split(" and ", -1)).map(PluralRules::condition).toList());
        }
        return anyOf;
    }

    private static Condition condition(String text) {
        var words = text.split(" ", -1);
        var modulus = words.length == 5 ? Long.parseLong(words[2]) : 0;
        var ranges =
                Arrays.stream(words[words.length - 1].split(",", -1))
                        .map(PluralRules::range)
                        .toList();
        return new Condition(modulus, words[words.length - 2].equals("="), ranges);
    }

    private static Range range(String text) {
        var ends = text.split("\\.\\.", 2);
        return new Range(Long.parseLong(ends[0]), Long.parseLong(ends[ends.length - 1]));
    }
}
