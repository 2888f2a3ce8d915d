package org.briefwire.compose;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * Writes a style sheet's rules into style attributes, since mail programs drop style elements. Only
 * the classes that the kept rules name stay.
 */
final class Inliner {
    private Inliner() {}

    /** The page with its style elements inlined; one is left, with what can't be. */
    static Inlined inline(String html) {
        var page = parse(Jsoup.parse(html));
        var styles = page.select("style");
        var sheet =
                StyleSheet.parse(
                        styles.stream().map(Element::data).collect(Collectors.joining("\n")));
        styles.remove();
        apply(sheet, page);
        if (!sheet.kept().isEmpty()) {
            page.head().appendElement("style").text(sheet.kept());
        }
        return new Inlined(page.outerHtml(), sheet);
    }

    /** A part of a page with the page's style sheet inlined. */
    static String inline(String fragment, StyleSheet sheet) {
        var page = parse(Jsoup.parseBodyFragment(fragment));
        apply(sheet, page);
        return page.body().html();
    }

    /** A page, and the style sheet that its parts share. */
    record Inlined(String html, StyleSheet sheet) {}

    private static Document parse(Document page) {
        page.outputSettings().prettyPrint(false);
        return page;
    }

    private static void apply(StyleSheet sheet, Document page) {
        var styles = new LinkedHashMap<Element, Map<String, StyleSheet.Declaration>>();
        for (var rule : sheet.rules()) {
            for (var element : page.select(rule.selector())) {
                var style = styles.computeIfAbsent(element, any -> new LinkedHashMap<>());
                rule.declarations().forEach(declaration -> put(style, declaration));
            }
        }
        styles.forEach(Inliner::write);
        for (var element : page.select("[class]")) {
            element.classNames(
                    element.classNames().stream()
                            .filter(sheet.keptClasses()::contains)
                            .collect(Collectors.toCollection(TreeSet::new)));
            if (element.className().isEmpty()) {
                element.removeAttr("class");
            }
        }
    }

    /** The later one wins, and stands last, so that 'margin' can't undo 'margin-left'. */
    private static void put(
            Map<String, StyleSheet.Declaration> style, StyleSheet.Declaration declaration) {
        var earlier = style.get(declaration.property());
        if (earlier == null || declaration.important() || !earlier.important()) {
            style.remove(declaration.property());
            style.put(declaration.property(), declaration);
        }
    }

    private static void write(Element element, Map<String, StyleSheet.Declaration> style) {
        var inlined =
                style.values().stream()
                        .map(declaration -> declaration.property() + ":" + declaration.value())
                        .collect(Collectors.joining(";"));
        var own = element.attr("style").strip();
        element.attr("style", own.isEmpty() ? inlined : inlined + ";" + own);
    }
}
