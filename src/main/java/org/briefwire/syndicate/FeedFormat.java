package org.briefwire.syndicate;

/** The formats that every feed is made in. */
public enum FeedFormat {
    RSS("RSS", "rss", "application/rss+xml", "application/rss+xml; charset=utf-8"),
    ATOM("Atom", "atom", "application/atom+xml", "application/atom+xml; charset=utf-8"),
    JSON("JSON Feed", "json", "application/feed+json", "application/feed+json");

    private final String title;
    private final String extension;
    private final String mediaType;
    private final String contentType;

    FeedFormat(String title, String extension, String mediaType, String contentType) {
        this.title = title;
        this.extension = extension;
        this.mediaType = mediaType;
        this.contentType = contentType;
    }

    /** What people call it. */
    public String title() {
        return title;
    }

    /** How its addresses and files end, without the dot. */
    public String extension() {
        return extension;
    }

    /** What a link says it is. */
    public String mediaType() {
        return mediaType;
    }

    /** What HTTP says it is. */
    public String contentType() {
        return contentType;
    }
}
