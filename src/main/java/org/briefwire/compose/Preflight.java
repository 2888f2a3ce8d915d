package org.briefwire.compose;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.briefwire.config.Publication;
import org.briefwire.model.DataSize;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;

/** Looks a mail over before anybody gets it. */
final class Preflight {
    /** Gmail drops a style element that is larger. */
    private static final int LARGEST_STYLE = 8192;

    private static final int LONGEST_LINE = 998;
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)(https?://|mailto:|tel:).+");

    private final Publication publication;
    private final DataSize maxSize;

    Preflight(Publication publication, DataSize maxSize) {
        this.publication = publication;
        this.maxSize = maxSize;
    }

    List<Finding> check(Stencil stencil, String html, String text) {
        var findings = new ArrayList<Finding>();
        var page = Jsoup.parse(html);
        checkSize(html, findings);
        checkText(text, findings);
        checkBlanks(stencil, findings);
        checkLinks(page, findings);
        checkImages(page, findings);
        checkStyle(page, findings);
        checkFooter(page.text(), text, findings);
        checkTags(html, text, findings);
        checkLines(stencil.bytes(), findings);
        return List.copyOf(findings);
    }

    private void checkSize(String html, List<Finding> findings) {
        var size = html.getBytes(StandardCharsets.UTF_8).length;
        if (size > maxSize.octets()) {
            findings.add(
                    error(
                            "html",
                            "has %d octets, more than max-size (%d): mail programs would cut it"
                                    .formatted(size, maxSize.octets())));
        }
    }

    private static void checkText(String text, List<Finding> findings) {
        if (text.isBlank()) {
            findings.add(error("text", "is empty; it must say what the HTML says"));
        }
    }

    private static void checkBlanks(Stencil stencil, List<Finding> findings) {
        require(stencil, Blank.TO, Place.MAILBOX_HEADER, findings);
        require(stencil, Blank.MESSAGE_ID, Place.URI_HEADER, findings);
        for (var place : List.of(Place.URI_HEADER, Place.HTML, Place.TEXT)) {
            require(stencil, Blank.UNSUBSCRIBE_URL, place, findings);
        }
        for (var place : List.of(Place.HTML, Place.TEXT)) {
            if (!stencil.blanks(place).contains(Blank.PREFERENCES_URL)) {
                findings.add(
                        warning(
                                where(place),
                                "has no link to the reader's choices ({{preferencesUrl}})"));
            }
        }
    }

    private static void require(Stencil stencil, Blank blank, Place place, List<Finding> findings) {
        if (!stencil.blanks(place).contains(blank)) {
            findings.add(
                    error(where(place), "has no %s; the template must have it".formatted(blank)));
        }
    }

    private static String where(Place place) {
        return switch (place) {
            case MAILBOX_HEADER, URI_HEADER, NEXT_URI_HEADER -> "headers";
            case HTML -> "html";
            case TEXT -> "text";
        };
    }

    private static void checkLinks(Document page, List<Finding> findings) {
        for (var link : page.select("a[href]")) {
            var address = link.attr("href");
            if (address.startsWith("#") && address.length() > 1) {
                var target = address.substring(1);
                if (page.getElementById(target) == null
                        && page.getElementsByAttributeValue("name", target).isEmpty()) {
                    findings.add(
                            error("html", "links to %s, which is not there".formatted(address)));
                }
            } else if (address.indexOf(Marks.OPEN) < 0 && !ABSOLUTE.matcher(address).matches()) {
                findings.add(
                        error(
                                "html",
                                "links to '%s'; a mail needs whole addresses (https://…)"
                                        .formatted(address)));
            }
        }
    }

    private void checkImages(Document page, List<Finding> findings) {
        for (var image : page.select("img")) {
            var address = image.attr("src");
            if (!image.hasAttr("alt")) {
                findings.add(
                        error(
                                "html",
                                "image %s has no alt text; decoration has alt=\"\""
                                        .formatted(address)));
            }
            if (!address.startsWith("https://") && !address.startsWith("http://")) {
                findings.add(
                        warning(
                                "html",
                                "image '%s' is not shown by many mail programs"
                                        .formatted(address)));
            } else if (!address.startsWith(publication.at("/"))) {
                findings.add(
                        warning(
                                "html",
                                "image %s is another server's, which learns who reads and when"
                                        .formatted(address)));
            } else if (!image.attr("width").matches("[1-9]\\d{0,2}")) {
                findings.add(
                        warning(
                                "html",
                                "image %s has no width: Outlook shows it at its full size"
                                        .formatted(address)));
            }
        }
    }

    private static void checkStyle(Document page, List<Finding> findings) {
        var size = page.select("style").stream().mapToInt(style -> style.data().length()).sum();
        if (size > LARGEST_STYLE) {
            findings.add(
                    error(
                            "html",
                            "the style element has %d characters; Gmail takes %d"
                                    .formatted(size, LARGEST_STYLE)));
        }
    }

    private void checkFooter(String page, String text, List<Finding> findings) {
        var address = words(publication.address());
        if (!words(page).contains(address)) {
            findings.add(warning("html", "lacks the postal address (publication.address)"));
        }
        if (!words(text).contains(address)) {
            findings.add(warning("text", "lacks the postal address (publication.address)"));
        }
    }

    private static String words(String text) {
        return text.replaceAll("\\s+", " ").strip();
    }

    private static void checkTags(String html, String text, List<Finding> findings) {
        if (html.contains("{{")) {
            findings.add(warning("html", "shows '{{': a tag that the template did not fill?"));
        }
        if (text.contains("{{")) {
            findings.add(warning("text", "shows '{{': a tag that the template did not fill?"));
        }
    }

    private static void checkLines(byte[] bytes, List<Finding> findings) {
        var length = 0;
        for (var octet : bytes) {
            length = octet == '\n' ? 0 : length + 1;
            if (octet < 0) {
                findings.add(error("headers", "an octet is not 7-bit: is an address not ASCII?"));
                return;
            }
            if (length > LONGEST_LINE) {
                findings.add(error("headers", "a line has more than 998 octets (RFC 5322)"));
                return;
            }
        }
    }

    private static Finding error(String where, String what) {
        return new Finding(Finding.Severity.ERROR, where, what);
    }

    private static Finding warning(String where, String what) {
        return new Finding(Finding.Severity.WARNING, where, what);
    }
}
