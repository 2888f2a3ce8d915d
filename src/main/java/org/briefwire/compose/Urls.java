package org.briefwire.compose;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.briefwire.config.NewsList;
import org.briefwire.config.Publication;

/** The addresses that a mail names. */
final class Urls {
    private Urls() {}

    static String briefing(Publication publication, String slug) {
        return publication.at("/briefings/" + segment(slug));
    }

    static String list(Publication publication, NewsList list) {
        return publication.at("/lists/" + segment(list.id().value()));
    }

    static String edition(Publication publication, NewsList list, long number) {
        return publication.at("/editions/%s/%d".formatted(segment(list.id().value()), number));
    }

    /** The host of an absolute web address. */
    static Optional<String> host(String url) {
        try {
            var uri = new URI(url);
            var web =
                    "https".equalsIgnoreCase(uri.getScheme())
                            || "http".equalsIgnoreCase(uri.getScheme());
            return web ? Optional.ofNullable(uri.getHost()) : Optional.empty();
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    private static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
