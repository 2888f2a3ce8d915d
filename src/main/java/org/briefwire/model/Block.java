package org.briefwire.model;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a section is made of. */
public sealed interface Block {
    /** A bulleted list; each point is plain text. */
    record Points(List<String> points) implements Block {
        public Points {
            points = List.copyOf(points);
            if (points.isEmpty()) {
                throw new IllegalArgumentException("a list of points has at least one");
            }
        }
    }

    /** A paragraph of plain text. */
    record Paragraph(String text) implements Block {}

    /** HTML that collect has sanitised, with absolute links: a feed entry's content. */
    record Markup(String html) implements Block {
        private static final Pattern PICTURE = Pattern.compile("<img [^>]*?src=\"([^\"]++)\"");
        private static final Pattern ENTITY = Pattern.compile("&(?:amp|#([0-9]{1,6}+));");

        /** The addresses of its pictures, in their order. */
        public List<String> pictureReferences() {
            return PICTURE.matcher(html).results().map(found -> decoded(found.group(1))).toList();
        }

        // all that the sanitiser writes within an attribute
        private static String decoded(String address) {
            return ENTITY.matcher(address)
                    .replaceAll(entity -> {
                        var number = entity.group(1);
                        var c = number == null ? '&' : Integer.parseInt(number);
                        return Matcher.quoteReplacement(Character.toString(c));
                    });
        }
    }
}
