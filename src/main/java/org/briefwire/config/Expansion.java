package org.briefwire.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Replaces ${NAME} by the environment's and ${file:PATH} by a file's content without its last line
 * break; a second dollar sign in front keeps a reference as it is.
 */
record Expansion(Map<String, String> environment) {
    private static final Pattern REFERENCE = Pattern.compile("\\$(\\$?)\\{([^}]*)}");

    /**
     * Expands a value.
     *
     * @throws IllegalArgumentException when a name is not set, or a file can't be read
     */
    String expand(String text, Path home) {
        return REFERENCE
                .matcher(text)
                .replaceAll(match ->
                        Matcher.quoteReplacement(value(match.group(1), match.group(2), home)));
    }

    private String value(String escape, String reference, Path home) {
        if (!escape.isEmpty()) {
            return "${" + reference + "}";
        }
        if (reference.startsWith("file:")) {
            return content(home.resolve(reference.substring("file:".length()).strip()));
        }
        var value = environment.get(reference);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the environment has no %s; set it, or write the value here"
                            .formatted(reference));
        }
        return value;
    }

    private static String content(Path file) {
        try {
            return Files.readString(file).replaceFirst("\\R\\z", "");
        } catch (IOException e) {
            throw new IllegalArgumentException("%s can't be read".formatted(file), e);
        }
    }
}
