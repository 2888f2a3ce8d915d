package org.briefwire.compose;

import com.helger.css.decl.CSSDeclaration;
import com.helger.css.decl.CSSSelector;
import com.helger.css.decl.CSSSelectorAttribute;
import com.helger.css.decl.CSSSelectorSimpleMember;
import com.helger.css.decl.CSSStyleRule;
import com.helger.css.decl.ICSSSelectorMember;
import com.helger.css.reader.CSSReader;
import com.helger.css.reader.CSSReaderSettings;
import com.helger.css.reader.errorhandler.CollectingCSSParseErrorHandler;
import com.helger.css.writer.CSSWriterSettings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.briefwire.model.BriefwireException;

/**
 * A style sheet taken apart: rules to inline, in the order of the cascade, and what only works from
 * a style element (media queries, pseudo-classes). Immutable.
 *
 * @param kept the CSS for the style element
 * @param keptClasses the classes that it names
 */
record StyleSheet(List<Rule> rules, String kept, Set<String> keptClasses) {
    private static final Pattern CLASS = Pattern.compile("\\.(-?[A-Za-z_][\\w-]*)");
    private static final CSSWriterSettings SMALL = new CSSWriterSettings(true);

    /** What a selector says of its elements. */
    record Rule(String selector, int specificity, List<Declaration> declarations) {}

    /** A property with its value. */
    record Declaration(String property, String value, boolean important) {}

    static StyleSheet parse(String css) {
        var skipped = new CollectingCSSParseErrorHandler();
        var faults = new ArrayList<String>();
        var settings =
                new CSSReaderSettings()
                        .setCustomErrorHandler(skipped)
                        .setCustomExceptionHandler(e -> faults.add(String.valueOf(e.getMessage())));
        var sheet = CSSReader.readFromStringReader(css, settings);
        skipped.getAllParseErrors().forEach(error -> faults.add(error.getErrorMessage()));
        if (sheet == null || !faults.isEmpty()) {
            throw new BriefwireException(
                    "the mail's style sheet (email/style) is no CSS: " + String.join("; ", faults));
        }
        var rules = new ArrayList<Rule>();
        var kept = new StringBuilder();
        for (var rule : sheet.getAllRules()) {
            if (rule instanceof CSSStyleRule style && isInlinable(style)) {
                var declarations = style.getAllDeclarations().stream().map(StyleSheet::of).toList();
                for (var selector : style.getAllSelectors()) {
                    rules.add(
                            new Rule(
                                    selector.getAsCSSString(SMALL, 0),
                                    specificity(selector),
                                    declarations));
                }
            } else {
                kept.append(rule.getAsCSSString(SMALL, 0)).append('\n');
            }
        }
        rules.sort(Comparator.comparingInt(Rule::specificity));
        return new StyleSheet(
                List.copyOf(rules), kept.toString().strip(), classes(kept.toString()));
    }

    private static Declaration of(CSSDeclaration declaration) {
        return new Declaration(
                declaration.getProperty(),
                declaration.getExpression().getAsCSSString(new CSSWriterSettings(false), 0),
                declaration.isImportant());
    }

    private static boolean isInlinable(CSSStyleRule rule) {
        return rule.getAllSelectors().stream()
                .flatMap(selector -> selector.getAllMembers().stream())
                .noneMatch(StyleSheet::needsStyleElement);
    }

    /**
     * A pseudo-class, or what Outlook.com adds to a page that it darkens (data-ogsc, data-ogsb).
     */
    private static boolean needsStyleElement(ICSSSelectorMember member) {
        return switch (member) {
            case CSSSelectorSimpleMember simple -> simple.isPseudo();
            case CSSSelectorAttribute attribute -> attribute.getAttrName().startsWith("data-ogs");
            default -> false;
        };
    }

    /** CSS Selectors 4 section 17, for what a mail's style sheet has. */
    private static int specificity(CSSSelector selector) {
        var specificity = 0;
        for (var member : selector.getAllMembers()) {
            if (member instanceof CSSSelectorAttribute) {
                specificity += 100;
            } else if (member instanceof CSSSelectorSimpleMember simple) {
                specificity +=
                        simple.isHash()
                                ? 10_000
                                : simple.isClass() ? 100 : simple.getValue().equals("*") ? 0 : 1;
            }
        }
        return specificity;
    }

    private static Set<String> classes(String css) {
        return CLASS.matcher(css)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(HashSet::new));
    }
}
