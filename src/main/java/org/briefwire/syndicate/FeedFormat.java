package org.briefwire.syndicate;

/** The formats that every feed is made in. */
public enum FeedFormat {
    RSS("rss", "application/rss+xml", "application/rss+xml; charset=utf-8"),
    ATOM("atom", "application/atom+xml", "application/atom+xml; charset=utf-8"),
    JSON("json", "application/feed+json", "application/feed+json");

    private final String extension;
    private final String mediaType;
    private final String contentType;

    FeedFormat(String extension, String mediaType, String contentType) {
        this.extension = extension;
        this.mediaType = mediaType;
        this.contentType = contentType;
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
