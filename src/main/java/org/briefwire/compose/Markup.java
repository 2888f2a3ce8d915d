package org.briefwire.compose;

import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;

/** A feed entry's sanitised HTML, made fit for a mail. */
final class Markup {
    private static final Pattern SPACES = Pattern.compile("[ \\t\\n\\f\\r]+");

    private Markup() {}

    /** For the HTML part: headings below ours, pictures mended, no ids. */
    static String html(String markup, Consumer<Document> pictures) {
        var page = Jsoup.parseBodyFragment(markup);
        page.outputSettings().prettyPrint(false);
        for (var heading : page.select("h1, h2, h3, h5, h6")) {
            heading.tagName("h4");
        }
        pictures.accept(page);
        page.select("[id], [class], [name]")
                .removeAttr("id")
                .removeAttr("class")
                .removeAttr("name");
        page.select("table").attr("role", "presentation");
        return page.body().html();
    }

    /** For the text part: paragraphs, points, quotations, and addresses after their links. */
    static String text(String markup) {
        var text = new StringBuilder();
        children(Jsoup.parseBodyFragment(markup).body(), text, "");
        return text.toString().replaceAll("[ \\t]+\n", "\n").replaceAll("\n{3,}", "\n\n").strip();
    }

    private static void children(Node node, StringBuilder text, String indent) {
        for (var child : node.childNodes()) {
            if (child instanceof TextNode words) {
                words(words.getWholeText(), text, indent);
            } else if (child instanceof Element element) {
                element(element, text, indent);
            }
        }
    }

    private static void words(String words, StringBuilder text, String indent) {
        var plain = SPACES.matcher(words).replaceAll(" ");
        var begins = text.isEmpty() || text.charAt(text.length() - 1) == '\n';
        if (begins) {
            plain = plain.stripLeading();
            text.append(plain.isEmpty() ? "" : indent);
        } else if (text.charAt(text.length() - 1) == ' ') {
            plain = plain.stripLeading();
        }
        text.append(plain);
    }

    private static void element(Element element, StringBuilder text, String indent) {
        switch (element.normalName()) {
            case "br" -> text.append('\n');
            case "hr" -> block(text, "\n* * *\n");
            case "img" -> words(element.attr("alt"), text, indent);
            case "script", "style" -> {}
            case "a" -> link(element, text, indent);
            case "ul", "ol" -> list(element, text, indent);
            case "blockquote" -> {
                block(text, "\n");
                children(element, text, indent + "> ");
                block(text, "\n\n");
            }
            case "pre" -> {
                block(text, "\n\n");
                element.wholeText()
                        .lines()
                        .forEach(line -> text.append(indent).append(line).append('\n'));
                block(text, "\n");
            }
            case "td", "th" -> {
                children(element, text, indent);
                text.append(element.nextElementSibling() == null ? "" : " | ");
            }
            case "tr", "li" -> {
                children(element, text, indent);
                block(text, "\n");
            }
            default -> {
                if (element.isBlock()) {
                    block(text, "\n\n");
                    children(element, text, indent);
                    block(text, "\n\n");
                } else {
                    children(element, text, indent);
                }
            }
        }
    }

    private static void link(Element link, StringBuilder text, String indent) {
        children(link, text, indent);
        var address = link.attr("href");
        if (!address.isEmpty() && !link.text().contains(address)) {
            words(" <" + address + ">", text, indent);
        }
    }

    private static void list(Element list, StringBuilder text, String indent) {
        block(text, indent.isEmpty() ? "\n\n" : "\n");
        var number = 1;
        for (var item : list.children()) {
            var sign = list.normalName().equals("ol") ? number++ + ". " : "• ";
            var start = text.length();
            element(item, text, indent + "  ");
            var begun = indent + "  ";
            if (text.length() > start + begun.length() && text.substring(start).startsWith(begun)) {
                text.replace(start, start + begun.length(), indent + sign);
            }
        }
        block(text, indent.isEmpty() ? "\n\n" : "\n");
    }

    /** Ends what stands before with these breaks, unless nothing stands there. */
    private static void block(StringBuilder text, String breaks) {
        if (text.isEmpty()) {
            return;
        }
        var there = 0;
        while (there < text.length() && text.charAt(text.length() - 1 - there) == '\n') {
            there++;
        }
        var wanted =
                breaks.strip().isEmpty()
                        ? breaks.substring(Math.min(there, breaks.length()))
                        : breaks;
        text.append(wanted);
    }
}
