package org.briefwire.briefing;

import java.util.List;
import org.briefwire.yaml.YamlNode;

/** Reads the front matter's picture: 'image: {file: …, alt: …}', or just its file or address. */
final class IllustrationReader {
    private static final String WANTED =
            "image: write 'image: {file: photo.jpg, alt: \"What it shows\"}'";

    private IllustrationReader() {}

    static Illustration read(YamlNode value) {
        var image =
                switch (value) {
                    case YamlNode.Scalar scalar -> ofWord(scalar);
                    case YamlNode.Mapping mapping -> ofKeys(mapping);
                    case YamlNode.Sequence list ->
                            throw rejected(list, WANTED + "; a briefing has one");
                };
        if (image.file().isEmpty() == image.url().isEmpty()) {
            throw rejected(value, WANTED + ", with either 'file' or 'url'");
        }
        return image;
    }

    /** What its alternative text's absence leads to; nothing when it has one. */
    static List<Remark> remarks(Illustration image, YamlNode value) {
        return image.alt().isEmpty()
                ? List.of(
                        new Remark(
                                "image left out: it has no 'alt', which says what it shows to"
                                        + " those who don't see it",
                                value.line()))
                : List.of();
    }

    private static Illustration ofWord(YamlNode.Scalar scalar) {
        var word = FrontMatterReader.line(scalar.text());
        return isAddress(word)
                ? new Illustration("", FrontMatterReader.address("image", word, scalar), "", "")
                : new Illustration(word, "", "", "");
    }

    private static Illustration ofKeys(YamlNode.Mapping mapping) {
        var image = new Illustration("", "", "", "");
        for (var entry : mapping.entries()) {
            var key = entry.key();
            var text = FrontMatterReader.text(key, entry.value());
            image =
                    switch (key.text()) {
                        case "file" ->
                                new Illustration(text, image.url(), image.alt(), image.credit());
                        case "url" ->
                                new Illustration(
                                        image.file(),
                                        FrontMatterReader.address("image", text, entry.value()),
                                        image.alt(),
                                        image.credit());
                        case "alt" ->
                                new Illustration(image.file(), image.url(), text, image.credit());
                        case "credit" ->
                                new Illustration(image.file(), image.url(), image.alt(), text);
                        default ->
                                throw rejected(
                                        key,
                                        "image has no key '%s'; it has file, url, alt, credit"
                                                .formatted(key.text()));
                    };
        }
        return image;
    }

    private static boolean isAddress(String word) {
        return word.regionMatches(true, 0, "http://", 0, 7)
                || word.regionMatches(true, 0, "https://", 0, 8);
    }

    private static RejectedException rejected(YamlNode node, String reason) {
        return new RejectedException(reason, node.line(), node.column());
    }
}
